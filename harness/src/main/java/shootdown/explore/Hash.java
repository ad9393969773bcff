package shootdown.explore;

/// Numbers that stand for histories. A collision would hide a state: with 64 bits and a hundred
/// million states the chance is about 1 in 4000 over a whole search.
final class Hash {
  private Hash() {}

  /// The finaliser of SplitMix64.
  static long mix(long x) {
    long z = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /// Of two numbers, one of them well mixed or small.
  static long mix(long a, long b) {
    return mix(a * 0x9E3779B97F4A7C15L + b);
  }
}

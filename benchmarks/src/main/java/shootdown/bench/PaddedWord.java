package shootdown.bench;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// One word with two cache lines to itself on either side, so that neither a neighbour nor the
/// prefetcher of the adjacent line takes part in what is measured.
final class PaddedWord {
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int AT = 16;

  private final long[] words = new long[2 * AT + 1];

  /// By the one thread that writes it, or behind an acquire of what was written after it.
  long getPlain() {
    return words[AT];
  }

  /// By one thread alone.
  void setPlain(long value) {
    words[AT] = value;
  }

  /// By one thread alone.
  void addPlain(long n) {
    words[AT] += n;
  }

  long getAcquire() {
    return (long) WORD.getAcquire(words, AT);
  }

  /// Pairs with [#getAcquire].
  void setRelease(long value) {
    WORD.setRelease(words, AT, value);
  }

  long getVolatile() {
    return (long) WORD.getVolatile(words, AT);
  }

  void setVolatile(long value) {
    WORD.setVolatile(words, AT, value);
  }

  void orVolatile(long bits) {
    long _ = (long) WORD.getAndBitwiseOr(words, AT, bits);
  }

  void clearVolatile(long bits) {
    long _ = (long) WORD.getAndBitwiseAnd(words, AT, ~bits);
  }

  boolean compareAndSet(long expected, long value) {
    return WORD.compareAndSet(words, AT, expected, value);
  }

  long getAndIncrement() {
    return (long) WORD.getAndAdd(words, AT, 1L);
  }
}

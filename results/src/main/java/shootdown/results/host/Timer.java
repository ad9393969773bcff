package shootdown.results.host;

/// How fine the clock is.
final class Timer {
  private static final int READINGS = 200_000;

  private Timer() {}

  /// The smallest step seen, in nanoseconds.
  static double resolution() {
    long smallest = Long.MAX_VALUE;
    long last = System.nanoTime();
    for (int i = 0; i < READINGS; i++) {
      long now = System.nanoTime();
      if (now > last) {
        smallest = Math.min(smallest, now - last);
      }
      last = now;
    }
    return smallest;
  }
}

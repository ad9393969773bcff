package shootdown.results.hunt;

/// How hard jcstress tries: `-time`, `-iters` and `-f`.
///
/// A little time is spent on short iterations, more on more of them, and a lot on more forks, since
/// every fork is another JIT outcome and another layout.
public record Effort(int millis, int iterations, int forks) {
  static final Effort LEAST = new Effort(100, 1, 1);
  private static final int FULL_MILLIS = 1000;
  private static final int FULL_ITERATIONS = 5;

  /// The most effort that fits.
  ///
  /// @param seconds for one start of all `tests`
  public static Effort within(double seconds, int tests, Prices prices) {
    double fork = (seconds - prices.start()) / (tests * prices.forks()) - prices.overhead();
    double full = FULL_MILLIS * FULL_ITERATIONS / 1000.0;
    if (fork <= LEAST.secondsPerFork()) {
      return LEAST;
    }
    if (fork <= full) {
      int iterations = Math.max(1, (int) Math.ceil(fork * 1000 / FULL_MILLIS));
      return new Effort((int) (fork * 1000 / iterations), iterations, 1);
    }
    int forks = (int) ((fork + prices.overhead()) / (full + prices.overhead()));
    double each = (fork + prices.overhead()) / forks - prices.overhead();
    return new Effort(FULL_MILLIS, (int) each, forks);
  }

  public double secondsPerFork() {
    return millis * (double) iterations / 1000;
  }

  @Override
  public String toString() {
    return forks + " x " + iterations + " x " + millis + " ms";
  }
}

package shootdown.results.bench;

/// How hard JMH tries, per combination of parameters.
///
/// Forks come first, since they are the unit of the interval; only then are iterations made longer.
public record BenchEffort(int forks, int warmupMillis, int iterationMillis) {
  static final int WARMUPS = 2;
  static final int ITERATIONS = 5;
  private static final double FORK_OVERHEAD = BenchJob.SET_UP;
  private static final double WANTED_FORK = 1.6;
  private static final int MOST_FORKS = 10;
  private static final int LEAST_MILLIS = 20;
  private static final int MOST_MILLIS = 1000;

  /// The most effort that fits.
  ///
  /// @param seconds for one combination
  static BenchEffort within(double seconds) {
    int forks = (int) Math.clamp(seconds / WANTED_FORK, 2, MOST_FORKS);
    double sampling = seconds / forks - FORK_OVERHEAD;
    int each = (int) (sampling * 1000 / (WARMUPS + ITERATIONS));
    int millis = Math.clamp(each, LEAST_MILLIS, MOST_MILLIS);
    return new BenchEffort(forks, millis, millis);
  }

  double seconds() {
    return forks
        * (FORK_OVERHEAD + (WARMUPS * warmupMillis + ITERATIONS * iterationMillis) / 1000.0);
  }

  @Override
  public String toString() {
    return forks + " forks x " + ITERATIONS + " x " + iterationMillis + " ms";
  }
}

package shootdown.results.hunt;

/// What jcstress costs on top of sampling. Measured on two cores, then corrected by each start.
///
/// @param start seconds from its launch to its first fork, and from its last to its end
/// @param overhead seconds a fork takes beyond its sampling time
/// @param forks JVMs a test gets at `-sc false -f 1 -fsm 1`
public record Prices(double start, double overhead, double forks) {
  private static final double ROUND_SECONDS = 150;

  /// Part of a test: shares are whole milliseconds.
  private static final double ROUNDING = 1e-2;

  public static final Prices TYPICAL = new Prices(11, 2.2, 4);

  /// What a start of `tests` tests takes with this effort.
  public double seconds(int tests, Effort effort) {
    return start + tests * forks * effort.forks() * (overhead + effort.secondsPerFork());
  }

  /// The least that makes sense.
  public double least(int tests) {
    return seconds(tests, Effort.LEAST);
  }

  /// How many tests a start of so many seconds can run with the least effort.
  int fitting(double seconds) {
    double each = forks * (overhead + Effort.LEAST.secondsPerFork());
    return (int) Math.max(0, (seconds - start) / each + ROUNDING);
  }

  /// How many of the `left` seconds the next start may take: what it has seen is safe only at its
  /// end, so a few minutes; but so many that at least half of them go into sampling.
  double share(double left, int tests) {
    double round = Math.max(ROUND_SECONDS, 2 * least(tests));
    return left / Math.max(1, Math.floor(left / round));
  }

  /// The same with one JVM a test, as the JVM comes: where there is no time for all the ways to
  /// compile.
  public Prices brief() {
    return new Prices(start, overhead, 1);
  }

  /// Believes what was just measured.
  ///
  /// @param took seconds of the whole start
  /// @param ran forks that ran in it
  public Prices learn(int tests, Effort effort, double took, int ran) {
    if (ran == 0 || tests == 0) {
      return this;
    }
    double perTest = (double) ran / tests / effort.forks();
    double measured = (took - start) / ran - effort.secondsPerFork();
    return new Prices(start, Math.clamp(measured, 0.1, 5), Math.max(1, perTest));
  }
}

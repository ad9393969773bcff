package shootdown.results.bench;

import shootdown.results.run.Interval;

/// The word for a ratio of costs.
public enum Comparison {
  FASTER("faster"),
  SLOWER("slower"),
  EQUAL("equal"),
  NOT_RESOLVED("not resolved");

  private static final double LOW = 0.95;
  private static final double HIGH = 1.05;

  private final String word;

  Comparison(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /// The word that a ratio has earned.
  ///
  /// @param ratio cost over cost of the baseline: below one is faster
  public static Comparison ofCost(Interval ratio) {
    if (ratio.high() < LOW) {
      return FASTER;
    }
    if (ratio.low() > HIGH) {
      return SLOWER;
    }
    return ratio.low() >= LOW && ratio.high() <= HIGH ? EQUAL : NOT_RESOLVED;
  }
}

package shootdown.results.goal;

import shootdown.results.run.Interval;
import shootdown.results.verdict.Words;

/// What a figure must not exceed, or must reach.
public record Bound(double value, boolean upper) {
  public static Bound atMost(double value) {
    return new Bound(value, true);
  }

  public static Bound atLeast(double value) {
    return new Bound(value, false);
  }

  /// Met or missed only if the whole interval says so.
  public Fate of(Interval figure) {
    if (upper ? figure.high() <= value : figure.low() >= value) {
      return Fate.MET;
    }
    return (upper ? figure.low() > value : figure.high() < value) ? Fate.MISSED : Fate.NOT_RESOLVED;
  }

  /// Whether `a` is further from being met than `b`.
  boolean isWorse(Interval a, Interval b) {
    return upper ? a.high() > b.high() : a.low() < b.low();
  }

  @Override
  public String toString() {
    return (upper ? "≤ " : "≥ ") + (value == 0 ? "0" : Words.number(value));
  }
}

package shootdown.explore;

/// How schedules are picked.
public enum Search {
  /// Every one up to a bound, then up to the next.
  EXHAUSTIVE,
  /// At random.
  RANDOM,
  /// By random priorities, see [Pct].
  PCT
}

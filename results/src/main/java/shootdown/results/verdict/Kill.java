package shootdown.results.verdict;

/// How one engine convicted a fault first.
///
/// @param engine `jcstress`, `explore` or `torture`
/// @param story by simple name; the scenario of a torture run
/// @param invariant what the fault was seen to break
/// @param after what it took
public record Kill(String engine, String story, String invariant, After after) {
  public static final String TORTURE = "torture";

  /// Samples, schedules or operations up to the first conviction, and the time they took.
  ///
  /// @param estimated whether only totals are known: then it is their ratio
  public record After(long count, double seconds, boolean estimated) {}
}

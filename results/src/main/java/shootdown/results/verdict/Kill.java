package shootdown.results.verdict;

/// How one engine convicted a fault first.
///
/// @param engine `jcstress` or `explore`
/// @param story by simple name
/// @param invariant what the fault was seen to break
/// @param after what it took
public record Kill(String engine, String story, String invariant, After after) {

  /// Samples or schedules up to the first conviction, and the time they took.
  ///
  /// @param estimated whether only totals are known: then it is their ratio
  public record After(long count, double seconds, boolean estimated) {}
}

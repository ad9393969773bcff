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

  /// `schedule 55, 0.1 s`, `1 in 121 samples, about 0.4 ms`, `5,310 operations, 0.2 s`.
  public String took() {
    String time = Words.seconds(after.seconds());
    if (after.estimated()) {
      return "1 in " + Words.count(after.count()) + " samples, about " + time;
    }
    return engine.equals(TORTURE)
        ? Words.count(after.count()) + " operations, " + time
        : "schedule " + Words.count(after.count()) + ", " + time;
  }
}

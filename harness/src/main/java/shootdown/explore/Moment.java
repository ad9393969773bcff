package shootdown.explore;

/// Where an execution stands when it asks which way to go.
public interface Moment {
  /// The number of the vCPU that is running, or ran last.
  int player();

  /// How many accesses that vCPU has come to, points or not.
  int point();

  /// How many choices have come up at that access before this one, not counting those whether to
  /// stop there and whether to walk somewhere.
  int nth();

  /// Stands for all that has happened so far: two moments of two executions with equal states have
  /// the same futures, whoever is running.
  long state();

  /// The number of the vCPU that a [Choice#PREEMPT] or [Choice#TURN] would run.
  int candidate(int option);
}

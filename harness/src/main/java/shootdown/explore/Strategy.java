package shootdown.explore;

/// Which way to go where there is more than one.
public interface Strategy {
  /// Told instead of an option: nothing new can come of this execution.
  int ENOUGH = -1;

  /// An execution begins.
  void begin();

  /// Which option to take.
  ///
  /// @param options at least two
  /// @return the option to take, or [#ENOUGH]
  int choose(Choice choice, int options, Moment moment);

  /// After an execution: whether there is another one to run.
  boolean hasMore();

  /// Whether it takes up where an earlier execution was: the same choices must come up again then.
  default boolean retraces() {
    return false;
  }

  /// For the run's first line.
  String describe();
}

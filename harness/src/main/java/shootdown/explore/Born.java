package shootdown.explore;

/// What instrumented classes are made to implement: every object carries a number that is the same
/// in every execution of a story, so that a place in memory can be recognised.
public interface Born {
  /// The name of the one method, as the instrumentation writes it.
  String METHOD = "shootdown$birth";

  int shootdown$birth();
}

package shootdown.results.child;

/// How a child ended.
///
/// @param code its exit code; meaningless unless it ended by itself
public record Ending(Why why, int code) {

  /// By itself, by the clock, or by Ctrl-C.
  public enum Why {
    BY_ITSELF,
    OUT_OF_TIME,
    INTERRUPTED
  }

  public boolean byItself() {
    return why == Why.BY_ITSELF;
  }
}

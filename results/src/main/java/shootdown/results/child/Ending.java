package shootdown.results.child;

import java.time.Duration;

/// How a child ended.
///
/// @param code its exit code; meaningless unless it ended by itself
/// @param silence how long it had said nothing by then
public record Ending(Why why, int code, Duration silence) {

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

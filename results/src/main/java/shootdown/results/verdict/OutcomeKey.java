package shootdown.results.verdict;

/// A story's outcome as jcstress counts it: `<verdict>, <window>`.
///
/// @param said `held`, or a short sentence that opens with the code of the invariant broken
/// @param overlapped whether each actor saw the other at work
public record OutcomeKey(String said, boolean overlapped) {
  private static final String HELD = "held";
  private static final String INFRASTRUCTURE = "INFRASTRUCTURE";
  private static final String OVERLAPPED = ", overlapped";
  private static final String APART = ", apart";

  public static OutcomeKey parse(String key) {
    if (key.endsWith(OVERLAPPED)) {
      return new OutcomeKey(key.substring(0, key.length() - OVERLAPPED.length()), true);
    }
    return key.endsWith(APART)
        ? new OutcomeKey(key.substring(0, key.length() - APART.length()), false)
        : new OutcomeKey(key, false);
  }

  /// Anything but `held` is a violation: a story that stutters is not trusted.
  public boolean held() {
    return said.equals(HELD);
  }

  /// Neither held nor broken: the harness itself fell over.
  public boolean isOfTheHarness() {
    return said.startsWith(INFRASTRUCTURE);
  }

  /// `S4` of `S4 pinned bit cleared while referenced`, or empty.
  public String invariant() {
    String first = said.split(" ", 2)[0];
    return first.matches("[SL]\\d+") ? first : "";
  }
}

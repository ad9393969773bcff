package shootdown.results.verdict;

/// What a story has earned.
public enum Verdict {
  /// No violation, and the window was entered.
  HOLDS("holds", Gravity.FINE),
  /// A violation on a kernel that should have none.
  VIOLATED("violated", Gravity.FAILURE),
  /// A violation where one is expected: the harness can see what it is there to see.
  CONVICTED("convicted", Gravity.FINE),
  /// No violation where one is expected, and it tried for long enough: the story is blind.
  SURVIVED("survived", Gravity.FAILURE),
  /// No violation where one is expected, but it hardly tried: nothing is said against the story.
  TOO_FEW("too few samples", Gravity.FINE),
  /// No violation, but samples of an outcome that no schedule reaches: the explorer is blind, or
  /// the machine does what its memory model does not know.
  UNEXPLAINED("unexplained", Gravity.FAILURE),
  /// No violation, but the actors never met either: this says nothing.
  NOT_REACHED("not reached", Gravity.UNKNOWN),
  /// Needs more cores than there are.
  NOT_SCHEDULED("not scheduled", Gravity.UNKNOWN),
  /// Planned, and then there was no time for it: nothing is said about it.
  NOT_TRIED("not tried", Gravity.FINE),
  /// A crash, a timeout, an error, or no run at all.
  INFRASTRUCTURE("infrastructure", Gravity.UNKNOWN),
  /// A control: there to be compared with, not to be judged.
  MEASURED("measured", Gravity.FINE);

  /// How much a verdict weighs in the closing sentence and in the exit code.
  public enum Gravity {
    FINE,
    UNKNOWN,
    FAILURE
  }

  private final String word;
  private final Gravity gravity;

  Verdict(String word, Gravity gravity) {
    this.word = word;
    this.gravity = gravity;
  }

  public String word() {
    return word;
  }

  public Gravity gravity() {
    return gravity;
  }
}

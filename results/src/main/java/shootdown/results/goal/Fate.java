package shootdown.results.goal;

/// What became of a goal.
public enum Fate {
  MET("met"),
  MISSED("missed"),
  /// The interval holds the bound, there were too few forks, or the control was not equal.
  NOT_RESOLVED("not resolved"),
  NOT_MEASURED("not measured"),
  /// The host never put the cores where the goal wants them.
  PLACEMENT_NOT_MET("placement not met");

  private final String word;

  Fate(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }
}

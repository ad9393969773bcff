package shootdown.oracle;

/// What a story, an exploration, a torture run or a fault came to.
public enum Verdict {
  /// The window was entered and nothing broke.
  HOLDS,
  /// A rule was broken by code that has to keep it.
  VIOLATED,
  /// A fault was caught, as it has to be.
  KILLED,
  /// A fault was not caught: the harness is too weak.
  SURVIVED,
  /// The window was never entered, so the absence of violations says nothing.
  NOT_REACHED,
  /// There were too few cores to run it.
  NOT_SCHEDULED,
  /// It needs a weaker memory model than this hardware and the explorer have. Comes with a reason
  /// and a killed twin that needs none.
  NOT_OBSERVABLE_HERE,
  /// The run itself failed; nothing is known.
  INFRASTRUCTURE
}

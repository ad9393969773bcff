package survey;

/// What became of a mutant.
///
/// @param word one of the constants here
/// @param how the outcome that gave it away, and the story or test; if nothing did, how many were
///   asked
/// @param executions played until then, or test classes run
record Verdict(String word, String how, long executions) {
  /// A story did not hold, or a test failed.
  static final String KILLED = "KILLED";

  /// A story holds, but no act meets the other any more.
  static final String APART = "APART";

  /// It loops for ever.
  static final String HUNG = "HUNG";

  static final String SURVIVED = "SURVIVED";

  /// No story, or no test, comes by.
  static final String UNREACHED = "UNREACHED";
}

package shootdown.trace;

/// Why a multicall buffer is issued before the batch in it is over.
public enum BatchEnd {
  /// No entry is left.
  ENTRIES,
  /// No word is left for arguments.
  WORDS,
  /// No callback is left.
  CALLBACKS,
  /// A lazy mode begins or ends.
  MODE
}

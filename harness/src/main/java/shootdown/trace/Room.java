package shootdown.trace;

/// What a multicall buffer can have no more of.
public enum Room {
  ENTRIES,
  /// For the arguments of the entries.
  WORDS,
  CALLBACKS
}

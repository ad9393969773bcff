package shootdown.oracle;

import java.util.List;
import java.util.Set;

/// A state that breaks a rule, and what has to be said about it.
///
/// @param name what is wrong with it
/// @param breaks the rule
/// @param alsoBreaks the rules that such a state cannot help breaking too
/// @param snapshot the state
/// @param messages the messages of the rule, whole and in order
record BadState(
    String name,
    Invariant breaks,
    Set<Invariant> alsoBreaks,
    Snapshot snapshot,
    List<String> messages) {

  static BadState of(String name, Invariant breaks, SnapshotBuilder state, String... messages) {
    return new BadState(name, breaks, Set.of(), state.build(), List.of(messages));
  }

  BadState also(Invariant... others) {
    return new BadState(name, breaks, Set.of(others), snapshot, messages);
  }

  @Override
  public String toString() {
    return breaks + ": " + name;
  }
}

package shootdown.oracle;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import shootdown.trace.Witness;

/// Judges a snapshot by all invariants.
///
/// Any thread; the oracle has no state.
public final class Oracle {
  private Oracle() {}

  /// All violations in a snapshot, in the order of the invariants; empty if all is well.
  public static List<Violation> judge(Snapshot snapshot) {
    return Arrays.stream(Invariant.values())
        .flatMap(invariant -> invariant.judge(snapshot).stream())
        .toList();
  }

  /// All violations of a machine: the first breach that was seen on the spot, then those of a
  /// snapshot taken afterwards.
  public static List<Violation> judge(Witness witness, Snapshot snapshot) {
    return Stream.concat(witness.first().map(Violation::of).stream(), judge(snapshot).stream())
        .toList();
  }
}

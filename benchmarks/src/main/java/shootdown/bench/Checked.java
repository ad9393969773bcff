package shootdown.bench;

import java.util.List;
import shootdown.machine.Machine;
import shootdown.machine.Snapshots;
import shootdown.oracle.Oracle;
import shootdown.oracle.Violation;

/// A fast wrong kernel cannot win: what a benchmark asks in the end.
final class Checked {
  private Checked() {}

  /// No rule was broken on the way.
  ///
  /// @throws IllegalStateException if one was
  static void unbroken(Machine machine) {
    if (machine.witness().breached()) {
      throw new IllegalStateException("the kernel is wrong: " + machine.witness().describe());
    }
  }

  /// The oracle finds nothing; nobody plays the machine's vCPUs any more.
  ///
  /// @throws IllegalStateException with the first thing it finds
  static void byOracle(Machine machine) {
    unbroken(machine);
    List<Violation> found = Oracle.judge(machine.witness(), Snapshots.of(machine));
    if (!found.isEmpty()) {
      throw new IllegalStateException("the kernel is wrong: " + found.getFirst().message());
    }
  }
}

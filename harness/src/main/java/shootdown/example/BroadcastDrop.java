package shootdown.example;

import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;
import shootdown.mm.Mm;

/// Shoots at every online vCPU instead of asking who may have the page table.
///
/// Right whatever the mask says, and dear: an exit interrupts everybody. What the mask is worth is
/// the difference between this and `fixed`.
public final class BroadcastDrop extends FixedKernel {
  @Override
  public String name() {
    return "broadcast-drop";
  }

  /// Whom exit calls: all that are online; who has nothing to drop does nothing.
  @Override
  public long holders(Cpu cpu, Mm mm) {
    return cpu.guest().online().snapshotOpaque();
  }
}

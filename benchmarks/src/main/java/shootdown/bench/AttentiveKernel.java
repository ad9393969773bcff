package shootdown.bench;

import shootdown.guest.Cpu;
import shootdown.guest.LazyMode;
import shootdown.kernel.FixedKernel;

/// Issues early when somebody waits: if an interrupt is pending while a batch grows, the batch is
/// issued, the interrupt taken, and another batch begun.
///
/// As right as a batch that overflows: others see the same states between.
public final class AttentiveKernel extends FixedKernel {
  @Override
  public String name() {
    return "attentive";
  }

  @Override
  public void queueUpdateVa(Cpu cpu, long va, long pte, int flags) {
    if (cpu.guest().domain().channels().mailbox(cpu.id()).upcallPendingOpaque()
        && !cpu.mc().savedFlags()) {
      mcIssue(cpu, LazyMode.NONE);
      mcBatch(cpu);
    }
    super.queueUpdateVa(cpu, va, pte, flags);
  }
}

package shootdown.bench;

import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;

/// Issues early when somebody waits: if an interrupt is pending while a batch grows, the batch is
/// issued, the interrupt taken, and another batch begun.
public final class AttentiveKernel extends FixedKernel {
  @Override
  public String name() {
    return "attentive";
  }

  @Override
  public void queueUpdateVa(Cpu cpu, long va, long pte, int flags) {
    BetweenOperations.takeInterrupts(this, cpu);
    super.queueUpdateVa(cpu, va, pte, flags);
  }
}

package shootdown.bench;

import shootdown.guest.Cpu;
import shootdown.guest.LazyMode;
import shootdown.kernel.Kernel;

/// Interrupts in the middle of what opens a batch, for kernels that let them in.
final class BetweenOperations {
  private BetweenOperations() {}

  /// If one is pending, and interrupts were on before the batch: issues it, takes the interrupt,
  /// and begins another. As right as a batch that overflows: others see the same states between.
  static void takeInterrupts(Kernel kernel, Cpu cpu) {
    if (cpu.guest().domain().channels().mailbox(cpu.id()).upcallPendingOpaque()
        && !cpu.mc().savedFlags()) {
      kernel.mcIssue(cpu, LazyMode.NONE);
      kernel.mcBatch(cpu);
    }
  }
}

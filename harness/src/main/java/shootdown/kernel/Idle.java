package shootdown.kernel;

import shootdown.guest.Cpu;

/// Having nothing to do.
///
/// Whether there is something is asked with interrupts off, and the block turns them on again: a
/// wake-up that comes between the two is pending when the hypervisor looks, and so is not lost
/// (L4).
///
/// Stands for: `cpu_idle`, arch/i386/kernel/process.c; `xen_safe_halt`, arch/i386/xen/enlighten.c.
public interface Idle {

  /// One turn of the idle loop: sleeps, and answers interrupts, until the vCPU is wanted for
  /// something else.
  default void cpuIdle(Cpu cpu) {
    cpu.preemptDisable();
    cpu.irqDisable();
    while (!cpu.needReschedOpaque()) {
      cpu.interruptPoint(); // takes nothing, interrupts being off
      safeHalt(cpu);
      cpu.irqDisable();
    }
    cpu.irqEnable();
    cpu.preemptEnable();
  }

  /// `safe_halt`: SCHEDOP_block, which enables interrupts.
  default void safeHalt(Cpu cpu) {
    cpu.guest().gate().enter();
    cpu.block();
  }
}

package shootdown.kernel;

import org.jspecify.annotations.Nullable;
import shootdown.guest.Cpu;
import shootdown.guest.LazyMode;
import shootdown.guest.Task;
import shootdown.mm.Mm;
import shootdown.trace.Breach;
import shootdown.trace.TraceKind;

/// From one task to the next, with interrupts off and in lazy-CPU mode: the new cr3 is queued with
/// the rest of the switch and issued at its end.
///
/// A kernel thread has no mm: it borrows the one that is loaded, and holds a reference to the
/// structure until the vCPU has switched away.
///
/// Stands for: `context_switch`, `finish_task_switch`, kernel/sched.c; `__switch_to`,
/// arch/i386/kernel/process.c.
public interface ContextSwitch extends TaskMm {

  /// `next` runs nowhere. Called on the vCPU's own thread, which plays `next` from here on.
  default void contextSwitch(Cpu cpu, Task next) {
    boolean off = cpu.irqSave();
    Task prev = cpu.current();
    cpu.trace(TraceKind.CONTEXT_SWITCH, prev.id(), next.id());
    cpu.beginSwitch();
    setLazyMode(cpu, LazyMode.CPU);
    Mm active = TaskMm.activeMmOf(prev);
    switchAddressSpace(cpu, active, next);
    @Nullable Mm dropped = null;
    if (prev.mm() == null) {
      prev.setActiveMm(null);
      dropped = active;
    }
    switchTo(cpu, prev, next);
    cpu.endSwitch();
    cpu.irqRestore(off);
    if (dropped != null) {
      mmDrop(cpu, dropped);
    }
  }

  /// The end of a fork whose child runs first: its table is complete, is pinned, and the vCPU
  /// switches to it. Pinned before the switch begins, for pinning waits for others, and a switch
  /// has interrupts off (museum B05).
  ///
  /// Stands for: `xen_dup_mmap`, then `wake_up_new_task` and `schedule`.
  ///
  /// @param child runs nowhere; its mm is not pinned yet
  default void runChild(Cpu cpu, Task child) {
    cpu.preemptDisable();
    archDupMmap(cpu, TaskMm.activeMmOf(child));
    contextSwitch(cpu, child);
    cpu.preemptEnable();
  }

  private void switchAddressSpace(Cpu cpu, Mm active, Task next) {
    Mm mm = next.mm();
    if (mm == null) {
      next.setActiveMm(active);
      mmGrab(cpu, active);
      enterLazyTlb(cpu, active);
    } else {
      switchMm(cpu, active, mm);
    }
  }

  /// `__switch_to`: leaves lazy-CPU mode, which issues the batch; then the previous task may run
  /// elsewhere.
  default void switchTo(Cpu cpu, Task prev, Task next) {
    cpu.setCurrent(next);
    next.setCpu(cpu);
    setLazyMode(cpu, LazyMode.NONE);
    if (cpu.mc().size() != 0) {
      cpu.breach(Breach.WORK_LEFT_AT_SWITCH, prev.id(), cpu.mc().size());
    }
    prev.setCpu(null);
  }
}

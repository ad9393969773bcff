package shootdown.kernel;

import shootdown.cpu.TlbState;
import shootdown.guest.Bug;
import shootdown.guest.CallFunction;
import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.mm.Mm;
import shootdown.sync.CpuMask;
import shootdown.trace.Breach;
import shootdown.trace.TraceKind;

/// Shooting down every reference that vCPUs still have to a page table.
///
/// **Goal.** When it returns, no cr3 holds `mm.pgd`, and none will (S4).
///
/// **What we rely on.** Nobody uses the mm any more (`mm_users` is 0), so no vCPU can load it anew;
/// what is left are lazy borrowers, and switches away from it that are still queued. A vCPU whose
/// cr3 may hold it is either in the mask or shows it in `xen_current_cr3`. The handler runs with
/// interrupts off, so it cannot come into the middle of a switch that has them off; and we wait
/// until it has returned everywhere, by which time it has issued its load of swapper.
///
/// **If it is wrong**: the hypervisor sees a residual reference in the CAS that clears the pinned
/// bit, and every exit story turns red.
///
/// Stands for: `drop_mm_ref`, `drop_other_mm_ref`, arch/i386/xen/mmu.c with 9f79991d and 7899891c.
public interface DropMmRef extends FlushTlb {

  /// [#dropOtherMmRef] as a function to call.
  CallFunction dropOtherMmRefFunction();

  /// Preemption is off: else the task could go on, between the two halves, on a vCPU that has
  /// loaded the mm again and would then not be asked (museum A11).
  ///
  /// @throws Bug if the mm is the running task's own
  default void dropMmRef(Cpu cpu, Mm mm) {
    cpu.trace(TraceKind.DROP_MM_REF, mm.id());
    dropLocal(cpu, mm);
    cpu.interruptPoint();
    callFunctionMask(cpu, holders(cpu, mm), dropOtherMmRefFunction(), mm, true);
  }

  /// One's own reference. The seed has a branch for `current->mm == mm`; nothing reaches it, and if
  /// something did, a preemption would load the mm again before the unpin.
  default void dropLocal(Cpu cpu, Mm mm) {
    if (cpu.current().mm() == mm) {
      throw Bug.on(cpu, Breach.DROP_OF_CURRENT_MM, mm.id(), 0);
    }
    if (cpu.current().activeMm() == mm) {
      leaveMm(cpu);
    }
    issueLazyCpu(cpu);
  }

  /// Whoever may have the table in cr3: the mask, and every online vCPU that issued it last.
  default long holders(Cpu cpu, Mm mm) {
    return mm.cpuVmMask().snapshotOpaque() | issuers(cpu, mm);
  }

  /// The online vCPUs whose `xen_current_cr3` is this page table.
  default long issuers(Cpu cpu, Mm mm) {
    Guest guest = cpu.guest();
    long online = guest.online().snapshotOpaque();
    long found = 0;
    for (int i = 0; i < guest.cpuCount(); i++) {
      if (CpuMask.contains(online, i) && guest.cpu(i).cr3().issuedAcquire() == mm.pgd()) {
        found |= CpuMask.of(i);
      }
    }
    return found;
  }

  /// `drop_other_mm_ref`: in the interrupt. The second test is for a vCPU that is in the middle of
  /// a switch with interrupts on: it has left the mm in name only; the switch, when it goes on,
  /// loads its own next.
  default void dropOtherMmRef(Cpu cpu, Mm mm) {
    cpu.trace(TraceKind.DROP_OTHER_MM_REF, mm.id());
    if (cpu.tlbActiveMm() == mm && cpu.tlbState() != TlbState.OK) {
      leaveMm(cpu);
    }
    if (cpu.cr3().issuedAcquire() == mm.pgd()) {
      loadSwapper(cpu);
    }
  }
}

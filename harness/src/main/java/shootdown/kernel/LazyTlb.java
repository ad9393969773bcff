package shootdown.kernel;

import shootdown.cpu.TlbState;
import shootdown.guest.Bug;
import shootdown.guest.Cpu;
import shootdown.mm.Mm;
import shootdown.trace.Breach;
import shootdown.trace.TraceKind;

/// Staying on a page table one has no use for, and leaving it.
///
/// Stands for: `enter_lazy_tlb`, include/asm-i386/mmu_context.h; `leave_mm`,
/// arch/i386/kernel/smp.c.
public interface LazyTlb extends WriteCr3 {

  /// The vCPU goes on with a task that has no mm; the table stays loaded.
  default void enterLazyTlb(Cpu cpu, Mm mm) {
    if (cpu.tlbState() == TlbState.OK) {
      cpu.trace(TraceKind.ENTER_LAZY_TLB, mm.id());
      cpu.setTlbState(TlbState.LAZY);
    }
  }

  /// Leaves the mm that is merely borrowed: swapper is loaded, and only then the mask bit goes.
  /// `active_mm` stays what it was, so a second call does no harm.
  ///
  /// @throws Bug if the mm is not borrowed but in use
  default void leaveMm(Cpu cpu) {
    Mm mm = cpu.tlbActiveMm();
    if (cpu.tlbState() == TlbState.OK) {
      throw Bug.on(cpu, Breach.LEAVE_MM_WHILE_OK, mm.id(), 0);
    }
    cpu.trace(TraceKind.LEAVE_MM, mm.id());
    loadSwapper(cpu);
    cpu.interruptPoint();
    clearMaskBit(cpu, mm);
  }
}

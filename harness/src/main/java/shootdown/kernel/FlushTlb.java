package shootdown.kernel;

import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import shootdown.cpu.TlbState;
import shootdown.guest.CallFunction;
import shootdown.guest.Cpu;
import shootdown.guest.LazyMode;
import shootdown.guest.Task;
import shootdown.mm.Mm;
import shootdown.smp.SmpCallFunction;
import shootdown.sync.CpuMask;
import shootdown.trace.HypercallOp;
import shootdown.trace.TraceKind;

/// Flushing translations, here and elsewhere.
///
/// **Goal.** Once a flush has returned, no vCPU holds a translation from before the change (S10).
///
/// **What we rely on.** The change is issued; a full barrier; the mask is read; the flush is queued
/// for exactly that mask and issued. A vCPU sets its bit in the mask before it loads the table. So
/// either we see its bit, or it loads the table after the change (the store-buffering shape: both
/// sides need the barrier, museum A06).
///
/// The hypervisor flushes others without their guest noticing: unlike on bare hardware, a lazy vCPU
/// is not taken off the mm by a flush. That is why exit needs a call of its own.
///
/// Stands for: `flush_tlb_mm`, `flush_tlb_page`, `do_flush_tlb_all`, arch/i386/kernel/smp.c;
/// `xen_flush_tlb`, `xen_flush_tlb_others`, arch/i386/xen/enlighten.c and mmu.c.
public interface FlushTlb extends LazyTlb, SmpCallFunction {
  /// Every page, instead of one.
  int ALL = -1;

  /// [#doFlushTlbAll] as a function to call.
  CallFunction flushTlbAllFunction();

  /// `xen_flush_tlb`, `xen_flush_tlb_single`.
  default void flushTlbLocal(Cpu cpu, int vpn) {
    mcBatch(cpu);
    if (vpn == ALL) {
      queueMmuext(cpu, HypercallOp.TLB_FLUSH_LOCAL, 0, 0);
    } else {
      queueMmuext(cpu, HypercallOp.INVLPG_LOCAL, vpn, 0);
    }
    mcIssue(cpu, LazyMode.MMU);
  }

  /// `flush_tlb_mm` for [#ALL], `flush_tlb_page` for one page. Preemption is off from the snapshot
  /// to the flush of oneself.
  default void flushTlb(Task current, Mm mm, int vpn) {
    Cpu cpu = current.getCpu();
    mcFlush(cpu);
    cpu.interruptPoint();
    long mask = flushTargets(cpu, mm);
    cpu.interruptPoint();
    flushHereAnd(cpu, mask, mm, vpn);
    cpu.preemptEnable();
  }

  /// Oneself, if one has `mm` loaded, and those of `mask`. Preemption off.
  default void flushHereAnd(Cpu cpu, long mask, Mm mm, int vpn) {
    if (cpu.current().activeMm() == mm) {
      flushOrLeave(cpu, vpn);
    }
    if (mask != 0) {
      flushTlbOthers(cpu, mask, mm, vpn);
    }
  }

  private void flushOrLeave(Cpu cpu, int vpn) {
    if (cpu.current().mm() != null) {
      flushTlbLocal(cpu, vpn);
    } else {
      leaveMm(cpu);
    }
  }

  /// Who may hold a translation of `mm`: after the change, behind a full barrier.
  default long flushTargets(Cpu cpu, Mm mm) {
    VarHandle.fullFence();
    return mm.cpuVmMask().snapshotOpaque()
        & cpu.guest().online().snapshotOpaque()
        & ~CpuMask.of(cpu.id());
  }

  /// `xen_flush_tlb_others`: the hypervisor's flush, issued before anything is freed.
  default void flushTlbOthers(Cpu cpu, long mask, Mm mm, int vpn) {
    cpu.trace(TraceKind.FLUSH, mask);
    mcBatch(cpu);
    if (vpn == ALL) {
      queueMmuext(cpu, HypercallOp.TLB_FLUSH_MULTI, mask, 0);
    } else {
      queueMmuext(cpu, HypercallOp.INVLPG_MULTI, mask, vpn);
    }
    mcIssue(cpu, LazyMode.NONE);
  }

  /// `flush_tlb_all`: everywhere, by call, waiting. Interrupts on.
  default void flushTlbAll(Cpu cpu) {
    cpu.preemptDisable();
    callFunctionMask(cpu, cpu.guest().online().snapshotOpaque(), flushTlbAllFunction(), null, true);
    boolean off = cpu.irqSave();
    doFlushTlbAll(cpu, null);
    cpu.irqRestore(off);
    cpu.preemptEnable();
  }

  /// Everything this vCPU has cached; a lazy one also leaves. Interrupts off.
  default void doFlushTlbAll(Cpu cpu, @Nullable Object info) {
    flushTlbLocal(cpu, ALL);
    if (cpu.tlbState() == TlbState.LAZY) {
      leaveMm(cpu);
    }
  }
}

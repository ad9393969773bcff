package shootdown.kernel;

import shootdown.cpu.TlbState;
import shootdown.guest.Bug;
import shootdown.guest.Cpu;
import shootdown.guest.LazyMode;
import shootdown.guest.Task;
import shootdown.mm.Mm;
import shootdown.sync.CpuMask;
import shootdown.trace.Breach;
import shootdown.trace.HypercallOp;
import shootdown.trace.TraceKind;

/// Linux 5.10 (December 2020): as far as Linux has come.
///
/// It added d53c3dfb: exec changes `mm`, `active_mm` and the table together. What `fixed` adds to
/// it is here: rules that Linux, which tolerates stale user translations in a vCPU that is in the
/// kernel, does not hold itself to.
public class Linux510Kernel extends FixedKernel {
  @Override
  public String name() {
    return "v5.10";
  }

  /// The bit of the previous mm goes when the load is queued, which in a context switch is before
  /// it is issued.
  @Override
  public void switchToOther(Cpu cpu, Mm prev, Mm next) {
    cpu.setTlbState(TlbState.OK);
    cpu.interruptPoint();
    cpu.setTlbActiveMm(next);
    cpu.interruptPoint();
    setMaskBit(cpu, next);
    cpu.interruptPoint();
    writeCr3(cpu, next.pgd(), null);
    cpu.interruptPoint();
    clearMaskBit(cpu, prev);
  }

  /// `leave_mm` leaves the mask before it leaves the page table.
  @Override
  public void leaveMm(Cpu cpu) {
    Mm mm = cpu.tlbActiveMm();
    if (cpu.tlbState() == TlbState.OK) {
      throw Bug.on(cpu, Breach.LEAVE_MM_WHILE_OK, mm.id(), 0);
    }
    cpu.trace(TraceKind.LEAVE_MM, mm.id());
    clearMaskBit(cpu, mm);
    cpu.interruptPoint();
    loadSwapper(cpu);
  }

  /// A branch for the task's own mm, which nothing reaches.
  @Override
  public void dropLocal(Cpu cpu, Mm mm) {
    if (cpu.current().activeMm() == mm) {
      if (cpu.current().mm() == mm) {
        loadSwapper(cpu);
      } else {
        leaveMm(cpu);
      }
    }
  }

  /// Returns when the others have begun to stop.
  @Override
  public void sendStop(Cpu cpu) {
    cpu.trace(TraceKind.SEND_STOP, 0);
    long online = cpu.guest().online().snapshotOpaque();
    callFunctionMask(cpu, online, stopSelfFunction(), null, false);
  }

  /// The mask is copied when the flush is queued, which may be before the change it is for is
  /// issued.
  @Override
  public void flushTlb(Task current, Mm mm, int vpn) {
    Cpu cpu = current.getCpu();
    long mask = mm.cpuVmMask().snapshotOpaque() & ~CpuMask.of(cpu.id());
    if (cpu.current().activeMm() == mm) {
      if (cpu.current().mm() != null) {
        flushTlbLocal(cpu, vpn);
      } else {
        leaveMm(cpu);
      }
    }
    mask &= cpu.guest().online().snapshotOpaque();
    if (mask != 0) {
      flushTlbOthers(cpu, mask, mm, vpn);
    }
    cpu.preemptEnable();
  }

  @Override
  public void flushTlbOthers(Cpu cpu, long mask, Mm mm, int vpn) {
    cpu.trace(TraceKind.FLUSH, mask);
    mcBatch(cpu);
    if (vpn == ALL) {
      queueMmuext(cpu, HypercallOp.TLB_FLUSH_MULTI, mask, 0);
    } else {
      queueMmuext(cpu, HypercallOp.INVLPG_MULTI, mask, vpn);
    }
    mcIssue(cpu, LazyMode.MMU);
  }
}

package shootdown.kernel;

import shootdown.cpu.TlbState;
import shootdown.cpu.Vcpu;
import shootdown.event.EventChannels;
import shootdown.guest.Cpu;
import shootdown.guest.LazyMode;
import shootdown.mm.Mm;
import shootdown.trace.TraceKind;

/// Linux 2.6.27 (October 2008).
///
/// It added, since 2.6.24: PG_pinned cleared in `release_pt` (c946c7de); calls by the generic
/// `smp_call_function`, which awaits online vCPUs only (3b16cf87). What 3.0 adds to it is here.
public class Linux2627Kernel extends Linux30Kernel {
  @Override
  public String name() {
    return "v2.6.27";
  }

  /// The vCPU leaves the mask of the old mm before it leaves its page table. 831d52bc.
  @Override
  public void switchToOther(Cpu cpu, Mm prev, Mm next) {
    clearMaskBit(cpu, prev);
    cpu.interruptPoint();
    cpu.setTlbState(TlbState.OK);
    cpu.interruptPoint();
    cpu.setTlbActiveMm(next);
    cpu.interruptPoint();
    setMaskBit(cpu, next);
    cpu.interruptPoint();
    writeCr3(cpu, next.pgd(), null);
  }

  /// No test of the lazy state. 7899891c.
  @Override
  public void dropOtherMmRef(Cpu cpu, Mm mm) {
    cpu.trace(TraceKind.DROP_OTHER_MM_REF, mm.id());
    if (cpu.tlbActiveMm() == mm) {
      leaveMm(cpu);
    }
    if (cpu.cr3().issuedAcquire() == mm.pgd()) {
      loadSwapper(cpu);
    }
  }

  /// A handler inherits the lazy mode of the task it interrupts. b8bcfe99.
  @Override
  public LazyMode irqEnter(Cpu cpu) {
    return cpu.lazyMode();
  }

  /// An IPI goes through the flow of any other port: masked while it is handled. Right, and slower.
  /// aaca4964.
  @Override
  public void flow(EventChannels channels, Vcpu vcpu, int port) {
    handleLevelIrq(channels, vcpu, port);
  }

  /// Only `pgd_lock`. 617d34d9.
  @Override
  public void syncOne(Cpu cpu, Mm mm) {
    syncEntries(cpu, mm);
  }
}

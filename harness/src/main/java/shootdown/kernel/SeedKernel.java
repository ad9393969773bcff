package shootdown.kernel;

import org.jspecify.annotations.Nullable;
import shootdown.cpu.TlbState;
import shootdown.cpu.Vcpu;
import shootdown.event.EventChannels;
import shootdown.guest.Bug;
import shootdown.guest.CallFunction;
import shootdown.guest.Cpu;
import shootdown.guest.CpuDown;
import shootdown.guest.Guest;
import shootdown.guest.LazyMode;
import shootdown.guest.Task;
import shootdown.mm.Mm;
import shootdown.sync.CpuMask;
import shootdown.trace.Breach;
import shootdown.trace.HypercallOp;
import shootdown.trace.TraceKind;

/// The kernel as it was committed in July 2007 (f87e4cac), with the `switch_mm` of its time.
///
/// It is not a correct reference. Each step here is what the commit did; what is wrong with it is
/// said at the step, with the commit that mended it where there was one.
public class SeedKernel extends FixedKernel {
  @Override
  public String name() {
    return "seed";
  }

  /// The value asked for is written with interrupts possibly on, and a value that is asked for
  /// already is not loaded again, whatever was loaded meanwhile. There is no `xen_current_cr3`; the
  /// record is kept for the judge and read by nobody. Mended in 9f79991d.
  @Override
  public void writeCr3(Cpu cpu, int pgd, @Nullable Mm leaving) {
    if (cpu.cr3().asked() == pgd) {
      flushTlbLocal(cpu, ALL);
      return;
    }
    cpu.cr3().ask(pgd);
    cpu.trace(TraceKind.CR3_ASKED, pgd);
    cpu.interruptPoint();
    mcBatch(cpu);
    queueMmuext(cpu, HypercallOp.NEW_BASEPTR, pgd, 0);
    queueCallback(cpu, cr3Issued(), pgd, null);
    mcIssue(cpu, LazyMode.CPU);
  }

  /// In the middle of a switch the load stays queued.
  @Override
  public void loadSwapper(Cpu cpu) {
    writeCr3(cpu, cpu.guest().swapper(), null);
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

  /// The same in `leave_mm`.
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

  /// The mask alone: a vCPU whose switch is still queued has left it already. 9f79991d.
  @Override
  public long holders(Cpu cpu, Mm mm) {
    return mm.cpuVmMask().snapshotOpaque();
  }

  /// No test of the lazy state (7899891c), and none of what is really loaded (9f79991d).
  @Override
  public void dropOtherMmRef(Cpu cpu, Mm mm) {
    cpu.trace(TraceKind.DROP_OTHER_MM_REF, mm.id());
    if (cpu.tlbActiveMm() == mm) {
      leaveMm(cpu);
    }
  }

  /// Neither under the lock, nor with a look whether the table was ever pinned. df912ea4.
  @Override
  public void exitMmap(Task current, Mm mm) {
    Cpu cpu = current.getCpu();
    cpu.trace(TraceKind.EXIT_MMAP, mm.id());
    dropMmRef(cpu, mm);
    current.putCpu();
    cpu = current.getCpu();
    pgdUnpin(cpu, mm);
    current.putCpu();
  }

  /// Awaits every vCPU of the mask, and sends to those that are online.
  @Override
  public void callFunctionMask(
      Cpu cpu, long mask, CallFunction func, @Nullable Object info, boolean wait) {
    Guest guest = cpu.guest();
    guest.callLock().lock(cpu);
    cpu.interruptPoint();
    long targets = mask & ~CpuMask.of(cpu.id());
    if (targets != 0) {
      call(cpu, targets, Long.bitCount(targets), func, info, wait);
    }
    guest.callLock().unlock(cpu);
  }

  /// Returns when the others have begun to stop.
  @Override
  public void sendStop(Cpu cpu) {
    cpu.trace(TraceKind.SEND_STOP, 0);
    long online = cpu.guest().online().snapshotOpaque();
    callFunctionMask(cpu, online, stopSelfFunction(), null, false);
  }

  /// Leaves the online bit and the mask bit behind. fc78d343.
  @Override
  public void stopSelf(Cpu self) {
    loadSwapper(self);
    self.guest().hypervisor().down(self, self.guest().swapper());
    throw new CpuDown();
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

  /// The page keeps PG_pinned; the allocator of the time happened to clear it. c946c7de.
  @Override
  public void clearReleased(Cpu cpu, int frame) {
    // PG_pinned stays
  }

  /// A handler inherits the lazy mode of the task it interrupts.
  @Override
  public LazyMode irqEnter(Cpu cpu) {
    return cpu.lazyMode();
  }

  /// An IPI goes through the flow of any other port: masked while it is handled. Right, and slower.
  @Override
  public void flow(EventChannels channels, Vcpu vcpu, int port) {
    handleLevelIrq(channels, vcpu, port);
  }

  /// Only `pgd_lock`. 617d34d9.
  @Override
  public void syncOne(Cpu cpu, Mm mm) {
    syncEntries(cpu, mm);
  }

  /// `mm` and `active_mm` change before the switch does, with preemption on. d53c3dfb.
  @Override
  public void exec(Task current, Mm next) {
    Mm old = current.mm();
    Mm active = current.activeMm();
    if (active == null) {
      throw new IllegalStateException(current + " runs without an active_mm");
    }
    current.cpu().beginSwitch();
    current.setMm(next);
    current.setActiveMm(next);
    Cpu cpu = current.getCpu();
    activateMm(cpu, active, next);
    cpu.endSwitch();
    current.putCpu();
    if (old != null) {
      mmPut(current, old);
    } else {
      mmDrop(current.cpu(), active);
    }
  }
}

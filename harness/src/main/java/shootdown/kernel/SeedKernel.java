package shootdown.kernel;

import org.jspecify.annotations.Nullable;
import shootdown.guest.Cpu;
import shootdown.guest.LazyMode;
import shootdown.guest.Task;
import shootdown.mm.Mm;
import shootdown.trace.HypercallOp;
import shootdown.trace.TraceKind;

/// The kernel as it was committed in July 2007 (f87e4cac), with the `switch_mm` of its time.
///
/// It is not a correct reference. What each later kernel mended is in the class of its predecessor,
/// down from [Linux510Kernel]; what 2.6.24 adds to the seed is here.
public class SeedKernel extends Linux2624Kernel {
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

  /// The mask alone: a vCPU whose switch is still queued has left it already. 9f79991d.
  @Override
  public long holders(Cpu cpu, Mm mm) {
    return mm.cpuVmMask().snapshotOpaque();
  }

  /// No test of what is really loaded. 9f79991d.
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
}

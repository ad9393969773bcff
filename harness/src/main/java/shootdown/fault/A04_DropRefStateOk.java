package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;
import shootdown.mm.Mm;
import shootdown.trace.TraceKind;

/// The handler goes by `active_mm` alone and leaves what the vCPU is just entering. A BUG() that
/// was rare until 831d52bc, which moved the mask bit behind the state, made it common.
@Fault(
    id = "A04",
    year = 2011,
    source = "Linux 7899891c7d16",
    title = "the handler calls leave_mm in the middle of switch_mm",
    missing = "the look at the TLB state before leave_mm",
    interleaving = {
      "cpu0 exits from mm and finds cpu1, a lazy borrower, in the mask",
      "cpu1 enters switch_mm to another mm with interrupts on: state = OK",
      "cpu1 takes the call before active_mm is the new mm",
      "cpu1 finds active_mm == mm and calls leave_mm, which is a BUG while the state is OK"
    },
    breaks = {"S9"},
    form = Form.IRQ,
    killedBy = {"Exit_03_Exec", "Exit_04_UseMm"},
    scenario = "suspend")
public final class A04_DropRefStateOk extends FixedKernel {
  @Override
  public String name() {
    return "A04";
  }

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
}

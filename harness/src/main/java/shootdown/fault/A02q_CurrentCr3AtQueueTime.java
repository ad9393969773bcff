package shootdown.fault;

import org.jspecify.annotations.Nullable;
import shootdown.guest.Cpu;
import shootdown.guest.LazyMode;
import shootdown.kernel.Linux2624Kernel;
import shootdown.mm.Mm;
import shootdown.trace.HypercallOp;
import shootdown.trace.TraceKind;

/// The other half of the same mistake: there is a record of what is loaded, but it is written when
/// the load is queued. The fix of 2007 writes it in a callback that runs after the issue, for this
/// reason.
@Fault(
    id = "A02q",
    year = 2007,
    source = "Linux 9f79991d4186",
    derived = true,
    title = "xen_current_cr3 names the table that is only queued",
    missing = "the callback after the issue, which alone may write xen_current_cr3",
    interleaving = {
      "cpu1 switches from a borrower of mm to a task of another mm",
      "cpu1 leaves the mask of mm, queues NEW_BASEPTR and writes xen_current_cr3",
      "cpu0 exits from mm, finds an empty mask and nobody whose xen_current_cr3 is mm.pgd",
      "cpu0 unpins mm.pgd, which cpu1 still has in cr3",
      "cpu1 issues its batch"
    },
    breaks = {"S4", "S5"},
    form = Form.SC,
    killedBy = {"Exit_02_QueuedSwitch", "Exit_08_HighmemTables"},
    scenario = "exits")
public final class A02q_CurrentCr3AtQueueTime extends Linux2624Kernel {
  @Override
  public String name() {
    return "A02q";
  }

  @Override
  public void writeCr3(Cpu cpu, int pgd, @Nullable Mm leaving) {
    mcBatch(cpu);
    cpu.cr3().ask(pgd);
    cpu.trace(TraceKind.CR3_ASKED, pgd);
    queueMmuext(cpu, HypercallOp.NEW_BASEPTR, pgd, 0);
    afterNewBaseptr(cpu, pgd, leaving);
    mcIssue(cpu, LazyMode.CPU);
  }
}

package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.kernel.Linux2624Kernel;
import shootdown.mm.Mm;

/// Exit asks the mask, and the mask does not know what is loaded while a switch sits in the batch.
@Fault(
    id = "A02",
    year = 2007,
    source = "Linux 9f79991d4186",
    title = "exit misses a vCPU whose switch away is still queued",
    missing = "the look at every vCPU's xen_current_cr3",
    interleaving = {
      "cpu1 switches from a borrower of mm to a task of another mm",
      "cpu1 leaves the mask of mm and queues NEW_BASEPTR",
      "cpu0 exits from mm, finds an empty mask and calls nobody",
      "cpu0 unpins mm.pgd, which cpu1 still has in cr3",
      "cpu1 issues its batch"
    },
    breaks = {"S4", "S5"},
    form = Form.SC,
    killedBy = {"Exit_02_QueuedSwitch", "Exit_08_HighmemTables"},
    scenario = "exits")
public final class A02_StaleCr3Lazy extends Linux2624Kernel {
  @Override
  public String name() {
    return "A02";
  }

  @Override
  public long issuers(Cpu cpu, Mm mm) {
    return 0;
  }
}

package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;

/// An interrupt handler looks at page tables while updates of them are queued on its own vCPU, by
/// the task that it interrupts: it reads what is no longer meant, and its change and the queued one
/// come in the wrong order. `change_page_attr`, called for a slab allocation in an interrupt,
/// crashed.
@Fault(
    id = "C01",
    year = 2009,
    source = "Linux 4f06b0436b2d",
    title = "a handler reads page tables with updates still queued on its vCPU",
    missing = "the issue of what is queued, before the reader looks",
    interleaving = {
      "cpu1 unmaps a page in a lazy-MMU section: the clearing of its entry is queued",
      "cpu0 interrupts cpu1, whose handler reads the old entry",
      "cpu1 makes a new entry of it, still in the handler, and writes that at once",
      "cpu1 leaves the section: the clearing, queued before, comes after"
    },
    breaks = {"S6"},
    form = Form.IRQ,
    killedBy = {"Batch_02_CpaInSection"},
    scenario = "split",
    endures = "No interrupt handler of a workload looks at page tables.")
public final class C01_ReadBeforeIssue extends FixedKernel {
  @Override
  public String name() {
    return "C01";
  }

  @Override
  public void flushLazyMmu(Cpu cpu) {
    // what is in memory is what is meant, is it not?
  }
}

package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;

/// Pinning does not flush the kmaps of a page in highmem. A kmap that nobody uses any more still
/// stands, and still can write: the hypervisor refuses to make a table of the page.
@Fault(
    id = "B08",
    year = 2005,
    source = "xen.git 931a2bf97f",
    title = "pin forgets the writable kmaps of tables in highmem",
    missing = "the flush of unused kmaps before PIN",
    interleaving = {
      "cpu0 maps a highmem pte page, fills it, unmaps it: the kmap stays cached, writable",
      "cpu0 pins the tree; the walk asks for a flush of the kmaps",
      "cpu0 goes on without it",
      "xen finds a writable mapping of the pte page and refuses PIN"
    },
    breaks = {"S5", "S12"},
    form = Form.SC,
    killedBy = {"Pin_03_TwoKmapFlushes", "Pin_05_ChildRunsFirst"},
    scenario = "highmem")
public final class B08_KmapStaleRw extends FixedKernel {
  @Override
  public String name() {
    return "B08";
  }

  @Override
  public void flushKmapsForPin(Cpu cpu) {
    // they are unused, are they not?
  }
}

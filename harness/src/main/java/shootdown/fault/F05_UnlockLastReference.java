package shootdown.fault;

import shootdown.cpu.Vcpu;
import shootdown.hypervisor.Domain;
import shootdown.hypervisor.Hypervisor;
import shootdown.hypervisor.PageInfo;
import shootdown.kernel.Linux2627Kernel;

/// The hypervisor's page lock is a type reference, and unlocking only counts down. If the other
/// references went meanwhile it was the last one, and nobody drops what the entries hold: they keep
/// their tables for ever. It takes a guest that writes into a table while it unpins it, which
/// nobody can forbid a guest; `v2.6.27` does.
@Fault(
    id = "F05",
    year = 2017,
    source = "Xen 6410733a8a, XSA-242",
    title = "unlocking a page drops its last type reference and cleans nothing up",
    missing = "the put, with all that belongs to a last reference, in page_unlock",
    interleaving = {
      "cpu1 syncs the kernel's entries into mm: xen locks its pmd page, a second reference",
      "cpu0 unpins mm: xen drops the first, and leaves the rest to whoever drops the last",
      "xen unlocks the page for cpu1: no reference is left, and the entries keep theirs"
    },
    breaks = {"S2"},
    form = Form.SC,
    killedBy = {"Unpin_01_VmallocSync"},
    scenario = "split",
    endures = "Its base, v2.6.27, breaks S6 first.")
public final class F05_UnlockLastReference extends Linux2627Kernel {
  private final Hypervisor unlocksOnly = new UnlocksOnly();

  /// Xen as it was, in this one step.
  private static final class UnlocksOnly extends Hypervisor {
    @Override
    public void unlockPage(Domain d, Vcpu v, int table) {
      long x;
      do {
        x = d.frames().infoVolatile(table);
      } while (!dropBoth(d, v, table, x, PageInfo.type(x)));
    }
  }

  @Override
  public String name() {
    return "F05";
  }

  @Override
  public Hypervisor hypervisor() {
    return unlocksOnly;
  }
}

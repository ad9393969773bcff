package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;

/// PG_pinned outlives the page's life as a page table. The seed never cleared it in `release_pt`;
/// the page allocator of its time cleared flags it did not know, so nobody noticed until 2008. Ours
/// keeps them.
@Fault(
    id = "B07",
    year = 2008,
    source = "Linux c946c7de49a9",
    title = "PG_pinned stays on a page that is no page table any more",
    missing = "clearing PG_pinned in release_pt",
    interleaving = {
      "cpu0 gives a pte page of a pinned mm back: writable again, and still flagged",
      "cpu0 gets the page as a pte page of a new mm, which is not pinned yet",
      "cpu0 pins the new mm and passes the page over: pinned already, it seems",
      "xen finds the page writable and refuses PIN"
    },
    breaks = {"S5", "S11"},
    form = Form.SC,
    killedBy = {"Table_03_RecycledPage"},
    scenario = "tables")
public final class B07_PinnedFlagLeak extends FixedKernel {
  @Override
  public String name() {
    return "B07";
  }

  @Override
  public void clearReleased(Cpu cpu, int frame) {
    // the allocator will see to it
  }
}

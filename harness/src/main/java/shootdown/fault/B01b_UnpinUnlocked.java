package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;
import shootdown.mm.Mm;

/// Exit unpins without `page_table_lock`. Whoever holds that lock expects the tables to stay what
/// they are: `vmalloc_sync_all` writes into a table just when it is to become a plain page again.
/// The hypervisor of 2007, with one lock round each operation, hid it.
@Fault(
    id = "B01b",
    year = 2007,
    source = "Linux df912ea4ae72",
    title = "exit unpins without page_table_lock",
    missing = "page_table_lock round the unpin",
    interleaving = {
      "cpu1 syncs the kernel's entries: holds the lock of mm, writes into its kernel pmd page",
      "xen takes a reference on that page, a table, for as long as the write takes",
      "cpu0 unpins mm without the lock: the tree's own references go",
      "cpu0 remaps the page writable, and is refused: it is a table still"
    },
    breaks = {"S5", "S11"},
    form = Form.SC,
    killedBy = {"Unpin_01_VmallocSync"},
    scenario = "sync")
public class B01b_UnpinUnlocked extends FixedKernel {
  @Override
  public String name() {
    return "B01b";
  }

  @Override
  public void unpinIfPinned(Cpu cpu, Mm mm) {
    if (cpu.guest().pageFlags().pinnedOpaque(mm.pgd())) {
      pgdUnpin(cpu, mm);
    }
  }
}

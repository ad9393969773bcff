package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;
import shootdown.mm.Mm;

/// `vmalloc_sync_all` holds `pgd_lock` and no `page_table_lock`: it may write into a page directory
/// that another vCPU is pinning. Found when Xen began to run the operations of one domain in
/// parallel; Xen tried to retry (89acd8b4d6), took that back (3bbed81e30), and left it to the
/// guests to lock.
@Fault(
    id = "B03",
    year = 2010,
    source = "Linux 617d34d9e5d8",
    title = "vmalloc_sync writes into a page directory that is being pinned",
    missing = "the mm's page_table_lock round the sync",
    interleaving = {
      "cpu0 pins mm: its pmd page is remapped read-only, and is no table yet",
      "cpu1 syncs the kernel's entries and writes into that page",
      "xen takes a writable reference on the page for the moment",
      "cpu0 issues PIN: the page is in use as something else, -EINVAL"
    },
    breaks = {"S5"},
    form = Form.SC,
    killedBy = {"Pin_04_VmallocSync", "Unpin_01_VmallocSync"},
    scenario = "sync")
public class B03_SyncUnlocked extends FixedKernel {
  @Override
  public String name() {
    return "B03";
  }

  @Override
  public void syncOne(Cpu cpu, Mm mm) {
    syncEntries(cpu, mm);
  }
}

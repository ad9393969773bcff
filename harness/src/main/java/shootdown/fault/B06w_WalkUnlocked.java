package shootdown.fault;

import org.jspecify.annotations.Nullable;
import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;
import shootdown.mm.Mm;

/// The list of page directories is walked without `pgd_lock`, as `mm_pin_all` did: one that is
/// being built is missed, one that goes away is walked into. Here it is `vmalloc_sync_all` that
/// walks.
@Fault(
    id = "B06w",
    year = 2007,
    source = "xen.git fbf7473b3a",
    title = "the list of page directories is walked without pgd_lock",
    missing = "pgd_lock round the walk",
    interleaving = {
      "cpu0 holds pgd_lock and copies the kernel's entries into a new page directory",
      "cpu1 gives the kernel a new entry and walks the list without a look at the lock",
      "cpu0 puts the page directory on the list: it lacks the entry for ever"
    },
    breaks = {"S21", "S5"},
    form = Form.SC,
    killedBy = {"Pgd_01_AllocBesideSync", "Exit_09_FailedExec"},
    scenario = "boots")
public final class B06w_WalkUnlocked extends FixedKernel {
  @Override
  public String name() {
    return "B06w";
  }

  @Override
  public void vmallocSync(Cpu cpu) {
    for (@Nullable Mm mm = cpu.guest().pgdList(); mm != null; mm = mm.next()) {
      syncOne(cpu, mm);
    }
  }
}

package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.kernel.FixedKernel;
import shootdown.kernel.MmLife;
import shootdown.mm.Mm;

/// A page directory is filled before it is on the list, and no lock is held over both: whoever goes
/// through the list between misses it. Suspend missed page directories that way, whose entries were
/// machine addresses of before (also d702ee35e2); here `vmalloc_sync_all` does.
@Fault(
    id = "B06",
    year = 2005,
    source = "xen.git c60a806bc2",
    title = "a page directory that is being built is on no list yet",
    missing = "pgd_lock over the copy of the kernel's entries and the joining of the list",
    interleaving = {
      "cpu0 copies the kernel's entries into a new page directory",
      "cpu1 gives the kernel a new entry and goes through the list to tell everybody",
      "cpu0 puts the page directory on the list: it lacks the entry for ever"
    },
    breaks = {"S21"},
    form = Form.SC,
    killedBy = {"Pgd_01_AllocBesideSync"},
    scenario = "boots",
    endures =
        "A life makes few new areas for the kernel, and one must come within three steps of a"
            + " fork.")
public final class B06_CopyUnlocked extends FixedKernel {
  @Override
  public String name() {
    return "B06";
  }

  @Override
  public Mm pgdCtor(Cpu cpu, int pgd, int kernel) {
    copyKernelEntries(cpu, pgd, kernel);
    Guest guest = cpu.guest();
    guest.pgdLock().lock(cpu);
    Mm mm = MmLife.pgdListAdd(guest, pgd);
    guest.pgdLock().unlock(cpu);
    return mm;
  }
}

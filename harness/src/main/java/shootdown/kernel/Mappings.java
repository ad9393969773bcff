package shootdown.kernel;

import shootdown.guest.Cpu;
import shootdown.guest.LazyMode;
import shootdown.guest.Task;
import shootdown.mm.Mm;
import shootdown.mm.Pte;

/// Pages coming into and going out of an address space that lives.
///
/// Stands for: `do_anonymous_page`, `zap_pte_range`, `unmap_region`, mm/memory.c and mm/mmap.c.
public interface Mappings extends ExitMmap {

  /// A page fault: maps a fresh page at `vpn`, unless another task of the mm was faster.
  ///
  /// @return the frame that is mapped there
  default int mapPage(Task current, Mm mm, int vpn) {
    int fresh = current.cpu().guest().allocator().alloc();
    Cpu cpu = current.cpu();
    mm.pageTableLock().lock(cpu);
    int table = tableFor(cpu, mm, vpn);
    int index = cpu.guest().geometry().index(vpn, 1);
    long there = loadEntry(cpu, table, index);
    if (!Pte.present(there)) {
      setPte(cpu, mm, table, index, vpn, Pte.of(fresh, true));
    }
    mm.pageTableLock().unlock(cpu);
    if (Pte.present(there)) {
      freePage(current.cpu(), fresh);
      return Pte.frame(there);
    }
    return fresh;
  }

  /// `set_pte_at` with the table at hand.
  private void setPte(Cpu cpu, Mm mm, int table, int index, int vpn, long pte) {
    if (cpu.current().mm() == mm) {
      setPteAt(cpu, mm, vpn, pte);
    } else {
      storeEntry(cpu, table, index, pte);
    }
  }

  /// `munmap` of `pages` pages from `vpn`: entries cleared in a lazy-MMU section under the lock,
  /// then the flush, then the pages are free; and so on, a gather at a time.
  default void unmap(Task current, Mm mm, int vpn, int pages) {
    current.getCpu();
    int end = vpn + pages;
    for (int page = vpn; page < end; ) {
      page = unmapSome(current, mm, page, end);
    }
    current.putCpu();
  }

  /// As many pages as one gather holds.
  ///
  /// @return the first page that is left
  private int unmapSome(Task current, Mm mm, int from, int end) {
    Cpu cpu = current.cpu();
    mm.pageTableLock().lock(cpu);
    setLazyMode(cpu, LazyMode.MMU);
    int page = from;
    while (page < end && !cpu.gather().isFull()) {
      zap(current, mm, page++);
    }
    leaveLazyMmuAndUnlock(cpu, mm);
    flushAndFree(current, mm, page - from == 1 ? from : FlushTlb.ALL);
    return page;
  }

  /// `arch_leave_lazy_mmu_mode` inside the lock: what is queued under the lock is executed before
  /// anybody else can take it (museum C03).
  default void leaveLazyMmuAndUnlock(Cpu cpu, Mm mm) {
    setLazyMode(cpu, LazyMode.NONE);
    mm.pageTableLock().unlock(cpu);
  }

  private void zap(Task current, Mm mm, int vpn) {
    Cpu cpu = current.cpu();
    int table = findTable(cpu, mm, vpn);
    if (table < 0) {
      return;
    }
    long pte = loadEntry(cpu, table, cpu.guest().geometry().index(vpn, 1));
    if (Pte.present(pte)) {
      setPteAt(cpu, mm, vpn, Pte.NONE);
      cpu.gather().add(Pte.frame(pte));
    }
  }

  /// The flush, then the free.
  default void flushAndFree(Task current, Mm mm, int vpn) {
    Cpu cpu = current.cpu();
    flushTlb(current, mm, vpn);
    while (!cpu.gather().isEmpty()) {
      freePage(cpu, cpu.gather().removeLast());
    }
  }

  /// `mprotect` of one page.
  default void protect(Task current, Mm mm, int vpn, boolean writable) {
    Cpu cpu = current.getCpu();
    mm.pageTableLock().lock(cpu);
    int table = findTable(cpu, mm, vpn);
    if (table >= 0) {
      long pte = loadEntry(cpu, table, cpu.guest().geometry().index(vpn, 1));
      if (Pte.present(pte)) {
        setPteAt(cpu, mm, vpn, Pte.of(Pte.frame(pte), writable));
      }
    }
    mm.pageTableLock().unlock(cpu);
    flushTlb(current, mm, vpn);
    current.putCpu();
  }
}

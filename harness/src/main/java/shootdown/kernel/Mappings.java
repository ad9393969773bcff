package shootdown.kernel;

import shootdown.guest.Cpu;
import shootdown.guest.LazyMode;
import shootdown.guest.Task;
import shootdown.hypervisor.Va;
import shootdown.mm.Mm;
import shootdown.mm.Pte;
import shootdown.trace.Breach;

/// Pages coming into and going out of an address space that lives.
///
/// Stands for: `do_anonymous_page`, `zap_pte_range`, `unmap_region`, mm/memory.c and mm/mmap.c.
public interface Mappings extends ExitMmap {

  /// A page fault: maps a fresh page at `vpn`, unless somebody was faster.
  ///
  /// @return the frame that is mapped there now
  default int mapPage(Task current, Mm mm, int vpn) {
    Cpu cpu = current.getCpu();
    int fresh = cpu.guest().allocator().alloc();
    lockPageTable(cpu, mm);
    int table = tableFor(cpu, mm, vpn);
    int index = cpu.guest().geometry().index(vpn, 1);
    long found = loadEntry(cpu, table, index);
    if (!Pte.present(found)) {
      setPte(cpu, mm, table, index, vpn, Pte.of(fresh, true));
    }
    unlockPageTable(cpu, mm);
    if (Pte.present(found)) {
      freePage(cpu, fresh);
    }
    current.putCpu();
    return Pte.present(found) ? Pte.frame(found) : fresh;
  }

  /// `set_pte_at` with the table at hand.
  private void setPte(Cpu cpu, Mm mm, int table, int index, int vpn, long pte) {
    if (cpu.current().mm() == mm) {
      setPteAt(cpu, mm, vpn, pte);
    } else {
      storeEntry(cpu, table, index, pte);
    }
  }

  /// `munmap` of `pages` pages from `vpn`, a gather's worth at a time.
  default void unmap(Task current, Mm mm, int vpn, int pages) {
    Cpu cpu = current.getCpu();
    int end = vpn + pages;
    for (int start = vpn; start < end; start += cpu.gather().capacity()) {
      int stop = Math.min(end, start + cpu.gather().capacity());
      unmapRegion(current, mm, start, stop, pages == 1 ? vpn : FlushTlb.ALL);
    }
    current.putCpu();
  }

  /// `unmap_region`: the entries of `[start, stop)` are cleared, then comes the flush, which reads
  /// the mask, then the pages are free. Preemption off.
  ///
  /// @param flushed the page to flush, or [FlushTlb#ALL]
  default void unmapRegion(Task current, Mm mm, int start, int stop, int flushed) {
    zapRange(current.cpu(), mm, start, stop);
    flushAndFree(current, mm, flushed);
  }

  /// `zap_pte_range`: clears and gathers, in one lazy-MMU section under the lock.
  default void zapRange(Cpu cpu, Mm mm, int start, int stop) {
    lockPageTable(cpu, mm);
    setLazyMode(cpu, LazyMode.MMU);
    for (int page = start; page < stop; page++) {
      zap(cpu, mm, page);
    }
    leaveLazyMmuAndUnlock(cpu, mm);
  }

  /// `arch_leave_lazy_mmu_mode` inside the lock: what is queued under the lock is executed before
  /// anybody else can take it (museum C03).
  default void leaveLazyMmuAndUnlock(Cpu cpu, Mm mm) {
    setLazyMode(cpu, LazyMode.NONE);
    unlockPageTable(cpu, mm);
  }

  /// Gives the pte page back that covers `vpn`, once all its pages are unmapped. The entry that
  /// links it is cleared first, and at once; the page is free after the flush, for a processor may
  /// be on its way through it (museum F08).
  ///
  /// Stands for: `free_pte_range`, mm/memory.c; `xen_release_pt`.
  default void releaseTable(Task current, Mm mm, int vpn) {
    Cpu cpu = current.getCpu();
    lockPageTable(cpu, mm);
    int table = findTable(cpu, mm, vpn);
    if (table >= 0) {
      setPmd(cpu, findParent(cpu, mm, vpn), cpu.guest().geometry().index(vpn, 2), Pte.NONE);
      cpu.interruptPoint();
      releasePt(cpu, table, 1);
      cpu.gather().add(table);
    }
    unlockPageTable(cpu, mm);
    flushAndFree(current, mm, FlushTlb.ALL);
    current.putCpu();
  }

  private int findParent(Cpu cpu, Mm mm, int vpn) {
    var geometry = cpu.guest().geometry();
    int table = mm.pgd();
    for (int level = geometry.levels(); level > 2; level--) {
      table = Pte.frame(loadEntry(cpu, table, geometry.index(vpn, level)));
    }
    return table;
  }

  private void zap(Cpu cpu, Mm mm, int vpn) {
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

  /// `change_page_attr`: write access to one page, taken or given where nobody asks for locks, as
  /// in an interrupt handler. On the vCPU whose task has `mm`, interrupts off.
  ///
  /// Linux does this to pages of the kernel. Stories have none of their own, so here it is a page
  /// of the interrupted task.
  default void changePageAttr(Cpu cpu, Mm mm, int vpn, boolean writable) {
    flushLazyMmu(cpu);
    int table = findTable(cpu, mm, vpn);
    if (table < 0) {
      return;
    }
    int index = cpu.guest().geometry().index(vpn, 1);
    if (cpu.mc().updates(Va.page(vpn))) {
      cpu.breach(Breach.ENTRY_USED_WITH_UPDATE_QUEUED, table, index);
    }
    long pte = loadEntry(cpu, table, index);
    if (Pte.present(pte)) {
      setPteAt(cpu, mm, vpn, Pte.of(Pte.frame(pte), writable));
      flushTlbLocal(cpu, vpn);
    }
  }

  /// `arch_flush_lazy_mmu_mode`: who is about to look at entries first has executed what is queued
  /// for them, by whomever he interrupts (museum C01).
  default void flushLazyMmu(Cpu cpu) {
    mcFlush(cpu);
  }

  /// `mprotect` of one page.
  default void protect(Task current, Mm mm, int vpn, boolean writable) {
    Cpu cpu = current.getCpu();
    lockPageTable(cpu, mm);
    int table = findTable(cpu, mm, vpn);
    if (table >= 0) {
      long pte = loadEntry(cpu, table, cpu.guest().geometry().index(vpn, 1));
      if (Pte.present(pte)) {
        setPteAt(cpu, mm, vpn, Pte.of(Pte.frame(pte), writable));
      }
    }
    unlockPageTable(cpu, mm);
    flushTlb(current, mm, vpn);
    current.putCpu();
  }
}

package shootdown.kernel;

import shootdown.guest.Cpu;
import shootdown.guest.MmuGather;
import shootdown.guest.Task;
import shootdown.mm.Memory;
import shootdown.mm.Mm;
import shootdown.mm.Pte;
import shootdown.trace.TraceKind;

/// Taking an address space down.
///
/// Unpinned first, so that the rest are plain stores and no hypercalls: that is the whole point of
/// unpinning, and why every vCPU has to be off the table before.
///
/// Stands for: `xen_exit_mmap`, arch/i386/xen/mmu.c with df912ea4; `exit_mmap`, mm/mmap.c;
/// `free_pgtables`, mm/memory.c.
public interface ExitMmap extends DropMmRef, MmLife {

  /// `mmput`: the last user takes the address space down.
  default void mmPut(Task current, Mm mm) {
    int left = mm.dropUserVolatile();
    current.cpu().trace(TraceKind.MM_PUT, mm.id(), left);
    if (left == 0) {
      exitMmap(current, mm);
      freePgtables(current, mm);
      mmDrop(current.cpu(), mm);
    }
  }

  /// `xen_exit_mmap`. Under `page_table_lock` because others look at the pinned state, and with the
  /// test because exec's error paths come here with a table that was never pinned.
  default void exitMmap(Task current, Mm mm) {
    Cpu cpu = current.getCpu();
    cpu.trace(TraceKind.EXIT_MMAP, mm.id());
    dropMmRef(cpu, mm);
    current.putCpu();

    unpinIfPinned(current.cpu(), mm);
  }

  /// `if (PagePinned(mm->pgd)) xen_pgd_unpin(mm)`, under `page_table_lock` (museum B01).
  default void unpinIfPinned(Cpu cpu, Mm mm) {
    lockPageTable(cpu, mm);
    if (cpu.guest().pageFlags().pinnedOpaque(mm.pgd())) {
      pgdUnpin(cpu, mm);
    }
    unlockPageTable(cpu, mm);
  }

  /// `unmap_vmas` and `free_pgtables` of what nobody uses any more. Preemption is off from the
  /// first page gathered to the last one freed: the gather is the vCPU's.
  default void freePgtables(Task current, Mm mm) {
    Cpu cpu = current.getCpu();
    int top = cpu.guest().geometry().kernelTop();
    int levels = cpu.guest().geometry().levels();
    for (int i = 0; i < top; i++) {
      freeEntry(current, mm, mm.pgd(), i, levels);
    }
    finishGather(current, mm);
    current.putCpu();
  }

  private void freeEntry(Task current, Mm mm, int table, int index, int level) {
    Cpu cpu = current.cpu();
    Memory memory = cpu.guest().memory();
    long entry = memory.loadAcquire(table, index);
    if (!Pte.present(entry)) {
      return;
    }
    int child = Pte.frame(entry);
    if (level > 1) {
      for (int i = 0; i < memory.entries(); i++) {
        freeEntry(current, mm, child, i, level - 1);
      }
    }
    storeEntry(cpu, table, index, Pte.NONE);
    if (level > 1) {
      releasePt(cpu, child, level - 1);
    }
    gather(current, mm, child);
  }

  /// `tlb_remove_page`: not free before the flush. Preemption off.
  default void gather(Task current, Mm mm, int frame) {
    MmuGather gather = current.cpu().gather();
    if (gather.isFull()) {
      finishGather(current, mm);
    }
    gather.add(frame);
  }

  /// `tlb_finish_mmu`: flush, and only then free.
  default void finishGather(Task current, Mm mm) {
    if (!current.cpu().gather().isEmpty()) {
      flushAndFree(current, mm, FlushTlb.ALL);
    }
  }

  /// The flush, then the free. Preemption off.
  default void flushAndFree(Task current, Mm mm, int vpn) {
    flushTlb(current, mm, vpn);
    freeGathered(current.cpu());
  }

  /// `free_pages_and_swap_cache`: what was gathered, once it is flushed. Preemption off.
  default void freeGathered(Cpu cpu) {
    MmuGather gather = cpu.gather();
    while (!gather.isEmpty()) {
      freePage(cpu, gather.removeLast());
    }
  }
}

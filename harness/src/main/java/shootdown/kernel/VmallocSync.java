package shootdown.kernel;

import org.jspecify.annotations.Nullable;
import shootdown.guest.Bug;
import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.guest.Task;
import shootdown.mm.Mm;
import shootdown.mm.Pte;
import shootdown.trace.Breach;
import shootdown.trace.TraceKind;

/// Giving every page directory the kernel's new entries.
///
/// The walk holds `pgd_lock`, so that no page directory goes away, and each mm's `page_table_lock`,
/// so that none is between read-only and pinned when its kernel table is written (museum B03).
///
/// Stands for: `vmalloc_sync_all`, arch/i386/mm/fault.c with 617d34d9.
public interface VmallocSync extends ContextSwitch {

  /// A new table for the kernel's area below entry `index` of its own table, and everybody told.
  ///
  /// @return the frame of the table
  /// @throws IllegalStateException with two levels, where all share the kernel's one table
  default int vmallocExtend(Task current, int index) {
    int levels = current.cpu().guest().geometry().levels();
    if (levels == 2) {
      throw new IllegalStateException("no kernel table to extend: levels=" + levels);
    }
    Cpu cpu = current.getCpu();
    Guest guest = cpu.guest();
    Mm initMm = guest.initMm();
    int table = guest.allocator().alloc();
    lockPageTable(cpu, initMm);
    allocPt(cpu, initMm, table, levels - 2);
    setPmd(cpu, kernelTable(cpu, guest.swapper()), index, Pte.table(table));
    unlockPageTable(cpu, initMm);
    vmallocSync(cpu);
    current.putCpu();
    return table;
  }

  /// `vmalloc_sync_all`.
  default void vmallocSync(Cpu cpu) {
    Guest guest = cpu.guest();
    cpu.trace(TraceKind.VMALLOC_SYNC, 0);
    guest.pgdLock().lock(cpu);
    for (@Nullable Mm mm = guest.pgdList(); mm != null; mm = mm.next()) {
      syncOne(cpu, mm);
    }
    guest.pgdLock().unlock(cpu);
  }

  /// Under the mm's `page_table_lock`.
  default void syncOne(Cpu cpu, Mm mm) {
    lockPageTable(cpu, mm);
    syncEntries(cpu, mm);
    unlockPageTable(cpu, mm);
  }

  /// Every entry of the kernel's own table that differs from swapper's.
  ///
  /// @throws Bug if the page directory is free: then it has no business on the list
  default void syncEntries(Cpu cpu, Mm mm) {
    int top = cpu.guest().geometry().kernelTop();
    if (loadEntry(cpu, mm.pgd(), top) == Pte.POISON) {
      throw Bug.on(cpu, Breach.LISTED_PGD_FREED, mm.pgd(), 0);
    }
    int from = kernelTable(cpu, cpu.guest().swapper());
    int to = kernelTable(cpu, mm.pgd());
    for (int i = 0; i < cpu.guest().memory().entries(); i++) {
      long entry = loadEntry(cpu, from, i);
      if (loadEntry(cpu, to, i) != entry) {
        setPmd(cpu, to, i, entry);
      }
      cpu.interruptPoint();
    }
  }
}

package shootdown.kernel;

import shootdown.guest.Cpu;
import shootdown.hypervisor.MmuUpdates;
import shootdown.mm.Geometry;
import shootdown.mm.Pte;

/// Visiting every page of a page table that is the mm's own: the tables above `TASK_SIZE` that all
/// share are the kernel's, and pinned with swapper.
///
/// Parents come before children, except that the top level comes last of all, with a local flush:
/// when it is remapped, all others have been.
///
/// Stands for: `pgd_walk`, arch/i386/xen/mmu.c.
public interface PgdWalk {

  /// What to do with one page.
  @FunctionalInterface
  interface Visitor {
    /// Visits one page.
    ///
    /// @param level 1 for a pte page
    /// @param flags `UVMF_*` for the remap of the page
    /// @return whether kmaps must be flushed
    boolean visit(Cpu cpu, int frame, int level, int flags);
  }

  /// Visits the pages of one tree.
  ///
  /// @return whether a visit asked for a flush of the kmaps
  default boolean pgdWalk(Cpu cpu, int pgd, Visitor visitor) {
    Geometry geometry = cpu.guest().geometry();
    boolean flush = false;
    for (int i = 0; i < geometry.kernelTop(); i++) {
      flush |= walkEntry(cpu, pgd, i, geometry.levels(), visitor);
    }
    if (geometry.levels() > 2) {
      flush |= visitor.visit(cpu, kernelTable(cpu, pgd), geometry.levels() - 1, 0);
    }
    flush |= visitor.visit(cpu, pgd, geometry.levels(), MmuUpdates.UVMF_TLB_FLUSH);
    return flush;
  }

  private static boolean walkEntry(Cpu cpu, int table, int index, int level, Visitor visitor) {
    long entry = cpu.guest().memory().loadAcquire(table, index);
    if (!Pte.present(entry)) {
      return false;
    }
    int child = Pte.frame(entry);
    boolean flush = visitor.visit(cpu, child, level - 1, 0);
    if (level > 2) {
      for (int i = 0; i < cpu.guest().memory().entries(); i++) {
        flush |= walkEntry(cpu, child, i, level - 1, visitor);
      }
    }
    return flush;
  }

  /// The frame of the kernel's own table below `pgd`: the private kernel pmd under PAE.
  default int kernelTable(Cpu cpu, int pgd) {
    int top = cpu.guest().geometry().kernelTop();
    return Pte.frame(cpu.guest().memory().loadAcquire(pgd, top));
  }
}

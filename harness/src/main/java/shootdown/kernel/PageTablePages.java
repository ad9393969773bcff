package shootdown.kernel;

import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.mm.Mm;
import shootdown.mm.Pte;
import shootdown.trace.HypercallOp;
import shootdown.trace.TraceKind;

/// Page-table pages that come and go while the mm lives.
///
/// A page is read-only before the entry that links it into a pinned tree is written, and writable
/// again only after the entry that unlinks it has been *issued* and the hypervisor's type count is
/// zero. Both under `page_table_lock`.
///
/// Stands for: `xen_alloc_pt`, `xen_release_pt`, arch/i386/xen/enlighten.c; release clears
/// PG_pinned as c946c7de does.
public interface PageTablePages extends PgdPin {

  /// `xen_alloc_pt`: `frame` is about to become a table of `mm`.
  default void allocPt(Cpu cpu, Mm mm, int frame, int level) {
    Guest guest = cpu.guest();
    if (!guest.pageFlags().pinnedOpaque(mm.pgd())) {
      return;
    }
    boolean _ = guest.pageFlags().testAndSetPinnedVolatile(frame);
    cpu.trace(TraceKind.ALLOC_PT, frame);
    if (guest.memory().isHighmem(frame)) {
      kmapFlushUnused(cpu);
      return;
    }
    remapLowmem(cpu, frame, false);
    if (level == 1 && guest.splitsPteLocks()) {
      mmuext(cpu, HypercallOp.PIN_L1, frame);
    }
  }

  /// `xen_release_pt`: `frame` was a table, and nothing links it any more.
  default void releasePt(Cpu cpu, int frame, int level) {
    Guest guest = cpu.guest();
    if (!guest.pageFlags().pinnedOpaque(frame)) {
      return;
    }
    cpu.trace(TraceKind.RELEASE_PT, frame);
    mcFlush(cpu);
    if (!guest.memory().isHighmem(frame)) {
      if (level == 1 && guest.splitsPteLocks()) {
        mmuext(cpu, HypercallOp.UNPIN_TABLE, frame);
      }
      remapLowmem(cpu, frame, true);
    }
    clearReleased(cpu, frame);
  }

  /// PG_pinned ends with the page's life as a table (museum B07).
  default void clearReleased(Cpu cpu, int frame) {
    boolean _ = cpu.guest().pageFlags().testAndClearPinnedVolatile(frame);
  }

  /// `pte_alloc_map` and `pmd_alloc`: the L1 that maps `vpn`, with every table above it, made if
  /// they are not there. Under `page_table_lock`.
  default int tableFor(Cpu cpu, Mm mm, int vpn) {
    var geometry = cpu.guest().geometry();
    int table = mm.pgd();
    for (int level = geometry.levels(); level > 1; level--) {
      int index = geometry.index(vpn, level);
      long entry = loadEntry(cpu, table, index);
      table = Pte.present(entry) ? Pte.frame(entry) : addTable(cpu, mm, table, index, level - 1);
    }
    return table;
  }

  private int addTable(Cpu cpu, Mm mm, int parent, int index, int level) {
    int child = allocTable(cpu, level);
    allocPt(cpu, mm, child, level);
    cpu.interruptPoint();
    setPmd(cpu, parent, index, Pte.table(child));
    return child;
  }

  /// A frame for a table; pte pages come from highmem where there is some (CONFIG_HIGHPTE).
  default int allocTable(Cpu cpu, int level) {
    Guest guest = cpu.guest();
    return level == 1 && guest.size().highFrames() != 0
        ? guest.allocator().allocHigh()
        : guest.allocator().alloc();
  }
}

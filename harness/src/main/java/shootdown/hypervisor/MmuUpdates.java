package shootdown.hypervisor;

import shootdown.cpu.Errno;
import shootdown.cpu.Vcpu;
import shootdown.mm.Geometry;
import shootdown.mm.Memory;
import shootdown.mm.Pte;
import shootdown.trace.TraceKind;

/// Writing page-table entries: by address, by frame, and by a store that faulted.
///
/// Each takes a type reference on the table for the moment, which is the transient lock of S2: it
/// is put like any other, so that the last one out cleans up (museum F05).
///
/// Stands for: `do_update_va_mapping`, `do_mmu_update`, `ptwr_do_page_fault`, xen/arch/x86/mm.c.
public interface MmuUpdates extends Validation {
  /// `UVMF_*`: what to flush after the update.
  int UVMF_NONE = 0;

  int UVMF_TLB_FLUSH = 1;
  int UVMF_INVLPG = 2;

  /// Changes the entry that maps `va` in the caller's current table.
  ///
  /// @return 0; -EINVAL if there is no L1 for the address or the new entry is refused
  default int updateVaMapping(Domain d, Vcpu v, long va, long pte, int flags) {
    int rc =
        Va.isLinear(va)
            ? updateLinear(d, v, Va.number(va), pte)
            : updateMapped(d, v, Va.number(va), pte);
    if (flags == UVMF_TLB_FLUSH) {
      flushVcpu(d, v, v);
    } else if (flags == UVMF_INVLPG) {
      flushPage(v, Va.number(va));
    }
    return rc;
  }

  private int updateLinear(Domain d, Vcpu v, int frame, long pte) {
    if (!d.frames().inLinearMap(frame)) {
      return Errno.EINVAL;
    }
    int rc = modLinear(d, v, frame, pte);
    v.trace(Pte.writable(pte) ? TraceKind.REMAP_RW : TraceKind.REMAP_RO, frame, rc);
    return rc;
  }

  private int updateMapped(Domain d, Vcpu v, int vpn, long pte) {
    int table = findL1(d, v.cr3().loadedAcquire(), vpn);
    if (table < 0) {
      return Errno.EINVAL;
    }
    return update(d, v, table, d.geometry().index(vpn, PageType.L1), PageType.L1, pte);
  }

  /// The frame of the L1 that maps `vpn` below `root`, or -1.
  private static int findL1(Domain d, int root, int vpn) {
    Geometry geometry = d.geometry();
    int table = root;
    for (int level = geometry.levels(); level > PageType.L1; level--) {
      long entry = d.memory().loadAcquire(table, geometry.index(vpn, level));
      if (!Pte.present(entry)) {
        return -1;
      }
      table = Pte.frame(entry);
    }
    return table;
  }

  /// Changes one entry of a table of `type`, which cannot change its type meanwhile.
  default int update(Domain d, Vcpu v, int table, int index, int type, long pte) {
    int rc = getPageAndType(d, v, table, type);
    if (rc != Errno.OK) {
      return rc;
    }
    rc = modEntry(d, v, table, index, type, pte);
    unlockPage(d, v, table);
    v.trace(TraceKind.PTE_WRITE, table, index);
    return rc;
  }

  /// `page_unlock`: drops the reference that was taken for the moment of a write. It may be the
  /// last one by now, and is put like any other.
  default void unlockPage(Domain d, Vcpu v, int table) {
    putPageAndType(d, v, table);
  }

  /// Writes one word of a frame: checked if the frame is a table, else with a writable reference
  /// for the moment. What it is, is read once: a frame that changes under the caller's hands is
  /// refused, as Xen does (museum B03).
  ///
  /// @return 0 or -EINVAL
  default int mmuUpdate(Domain d, Vcpu v, int frame, int index, long word) {
    FrameTable frames = d.frames();
    Memory memory = d.memory();
    if (!frames.exists(frame) || index < 0 || index >= memory.entries()) {
      return Errno.EINVAL;
    }
    long x = frames.infoVolatile(frame);
    if (PageInfo.typeCount(x) != 0 && PageType.isTable(PageInfo.type(x))) {
      return update(d, v, frame, index, PageInfo.type(x), word);
    }
    int rc = getPageAndType(d, v, frame, PageType.WRITABLE);
    if (rc == Errno.OK) {
      memory.storeRelease(frame, index, word);
      putPageAndType(d, v, frame);
    }
    return rc;
  }

  /// A store to a read-only page: applied like [#mmuUpdate] if the page is a validated L1.
  ///
  /// @return whether it was applied; if not, the guest gets the fault
  default boolean emulateWrite(Domain d, Vcpu v, int frame, int index, long pte) {
    if (!d.frames().exists(frame)) {
      return false;
    }
    long x = d.frames().infoVolatile(frame);
    return PageInfo.type(x) == PageType.L1
        && PageInfo.typeCount(x) != 0
        && update(d, v, frame, index, PageType.L1, pte) == Errno.OK;
  }
}

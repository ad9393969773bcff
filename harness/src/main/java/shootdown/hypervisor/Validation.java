package shootdown.hypervisor;

import shootdown.cpu.Errno;
import shootdown.cpu.Vcpu;
import shootdown.mm.Memory;
import shootdown.mm.Pte;

/// What it takes for a frame to be a page table, and what it gives back.
///
/// A present entry of L2 to L4 holds a type reference on the table it links; one of L1 holds a
/// general reference on the page it maps, and a writable type reference if it maps it writable.
/// That is all of it: a writable mapping of a table is refused because the table's type is taken.
///
/// Stands for: `alloc_l1_table` … `alloc_l4_table`, `free_l1_table` …, `mod_l1_entry` …,
/// xen/arch/x86/mm.c.
public interface Validation extends PageTypes {

  @Override
  default int promote(Domain d, Vcpu v, int frame, int type) {
    Memory memory = d.memory();
    int entries = memory.entries();
    for (int i = memory.nextPresentOpaque(frame, 0);
        i < entries;
        i = memory.nextPresentOpaque(frame, i + 1)) {
      int rc = getEntry(d, v, memory.loadAcquire(frame, i), type);
      if (rc != Errno.OK) {
        putEntries(d, v, frame, type, i);
        return rc;
      }
    }
    return Errno.OK;
  }

  @Override
  default void demote(Domain d, Vcpu v, int frame, int type) {
    putEntries(d, v, frame, type, d.memory().entries());
  }

  /// Gives back what the entries before `end` stand for. By who took it, or holds the last type
  /// reference.
  private void putEntries(Domain d, Vcpu v, int frame, int type, int end) {
    Memory memory = d.memory();
    for (int i = memory.nextPresentOpaque(frame, 0);
        i < end;
        i = memory.nextPresentOpaque(frame, i + 1)) {
      putEntry(d, v, memory.loadAcquire(frame, i), type);
    }
  }

  /// Takes the reference that an entry of a table of `type` stands for.
  default int getEntry(Domain d, Vcpu v, long pte, int type) {
    if (!Pte.present(pte)) {
      return Errno.OK;
    }
    int frame = Pte.frame(pte);
    if (type != PageType.L1) {
      return getPageAndType(d, v, frame, type - 1);
    }
    return Pte.writable(pte) ? getPageAndType(d, v, frame, PageType.WRITABLE) : getPage(d, frame);
  }

  /// Gives back the reference that an entry of a table of `type` stood for.
  default void putEntry(Domain d, Vcpu v, long pte, int type) {
    if (!Pte.present(pte)) {
      return;
    }
    if (type != PageType.L1 || Pte.writable(pte)) {
      putPageAndType(d, v, Pte.frame(pte));
    } else {
      putPage(d, v, Pte.frame(pte));
    }
  }

  /// `mod_l1_entry` and its kin: take the new reference, write, drop the old one, in that order.
  /// The caller holds a type reference on the table.
  default int modEntry(Domain d, Vcpu v, int table, int index, int type, long pte) {
    int rc = getEntry(d, v, pte, type);
    if (rc != Errno.OK) {
      return rc;
    }
    Memory memory = d.memory();
    for (; ; ) {
      long old = memory.loadAcquire(table, index);
      if (memory.compareAndSet(table, index, old, pte)) {
        putEntry(d, v, old, type);
        return Errno.OK;
      }
    }
  }

  /// The same for an entry of the linear map.
  default int modLinear(Domain d, Vcpu v, int frame, long pte) {
    int rc = getEntry(d, v, pte, PageType.L1);
    if (rc != Errno.OK) {
      return rc;
    }
    FrameTable frames = d.frames();
    for (; ; ) {
      long old = frames.linearAcquire(frame);
      if (frames.compareAndSetLinear(frame, old, pte)) {
        putEntry(d, v, old, PageType.L1);
        return Errno.OK;
      }
    }
  }
}

package shootdown.hypervisor;

import shootdown.cpu.Errno;
import shootdown.cpu.Tlb;
import shootdown.cpu.Vcpu;
import shootdown.mm.Pte;
import shootdown.trace.Breach;

/// References to frames, and the types that go with them.
///
/// **Goal.** A frame is never a page table and writable at once (S3); what a validated table links
/// is referenced for as long (S2); the lock-free word decides every race.
///
/// **What we rely on.** The vCPU that takes a type count from zero to one, in one CAS that also
/// sets the new type *not yet validated*, validates alone: others who want the type wait, others
/// who want another are refused. Between that CAS and the validation it flushes every vCPU that may
/// still hold a translation from the frame's former life, by the frame's stamp. The last put writes
/// the stamp and the count of zero in one CAS.
///
/// **Why every put stamps.** A vCPU that is about to drop the last reference has read the clock
/// already. If another takes and drops a reference meanwhile, the count is back where it was, and
/// without a new stamp the CAS would succeed with a time that is too old (museum F02). With it, the
/// word differs.
///
/// **If it is wrong**: `PageTypesTest`, and S3 in every story that frees tables.
///
/// Stands for: `get_page_type`, `put_page_type`, xen/arch/x86/mm.c at 2347fadbc3, with the
/// lock-free order of its successors.
public interface PageTypes extends TlbFlushes {

  /// Checks a frame's entries and takes the references they stand for.
  ///
  /// @return 0, or the error after everything taken was put back
  int promote(Domain d, Vcpu v, int frame, int type);

  /// Drops the references that a table's entries stand for.
  void demote(Domain d, Vcpu v, int frame, int type);

  /// `get_page`: a general reference.
  default int getPage(Domain d, int frame) {
    FrameTable frames = d.frames();
    if (!frames.exists(frame)) {
      return Errno.EINVAL;
    }
    for (; ; ) {
      long x = frames.infoVolatile(frame);
      if (PageInfo.count(x) == PageInfo.COUNT_LIMIT) {
        return Errno.EINVAL;
      }
      if (frames.compareAndSet(frame, x, x + PageInfo.REF)) {
        return Errno.OK;
      }
    }
  }

  /// `put_page`.
  default void putPage(Domain d, Vcpu v, int frame) {
    FrameTable frames = d.frames();
    for (; ; ) {
      long x = frames.infoVolatile(frame);
      if (PageInfo.count(x) == 0) {
        v.breach(Breach.TOTAL_COUNT_UNDERFLOW, frame, 0);
        return;
      }
      if (frames.compareAndSet(frame, x, x - PageInfo.REF)) {
        return;
      }
    }
  }

  /// `get_page_and_type`: a general and a type reference; validates if it takes the first one.
  ///
  /// @return 0, or -EINVAL if the frame is not the domain's, is in use as something else, or does
  ///   not validate
  default int getPageAndType(Domain d, Vcpu v, int frame, int type) {
    FrameTable frames = d.frames();
    if (!frames.exists(frame)) {
      return Errno.EINVAL;
    }
    for (; ; ) {
      long x = frames.infoVolatile(frame);
      if (isFull(x)) {
        return Errno.EINVAL;
      }
      if (PageInfo.typeCount(x) == 0) {
        if (frames.compareAndSet(frame, x, firstReference(x, type))) {
          return afterFirstReference(d, v, frame, type, x);
        }
      } else if (PageInfo.type(x) != type) {
        return Errno.EINVAL;
      } else if (!PageInfo.validated(x)) {
        v.awaitInHypervisor(frames, frame);
      } else if (frames.compareAndSet(frame, x, x + PageInfo.TYPE_REF + PageInfo.REF)) {
        return Errno.OK;
      }
    }
  }

  private static boolean isFull(long x) {
    return PageInfo.typeCount(x) == PageInfo.COUNT_LIMIT
        || PageInfo.count(x) == PageInfo.COUNT_LIMIT;
  }

  private static long firstReference(long x, int type) {
    long referenced = x + PageInfo.TYPE_REF + PageInfo.REF;
    return PageInfo.type(x) == type
        ? referenced
        : PageInfo.withType(referenced & ~PageInfo.VALIDATED, type);
  }

  private int afterFirstReference(Domain d, Vcpu v, int frame, int type, long before) {
    boolean changed = PageInfo.type(before) != type;
    if (changed) {
      flushSince(d, v, PageInfo.stamp(before));
    }
    return changed || !PageInfo.validated(before) ? validate(d, v, frame, type) : Errno.OK;
  }

  /// Makes the type good, or takes the reference back. By the one vCPU that took the first.
  private int validate(Domain d, Vcpu v, int frame, int type) {
    if (PageType.isTable(type)) {
      int rc = promote(d, v, frame, type);
      if (rc != Errno.OK) {
        putType(d, v, frame, PageType.NONE);
        return rc;
      }
      judgeNoWritableTranslation(d, v, frame);
    }
    FrameTable frames = d.frames();
    for (; ; ) {
      long x = frames.infoVolatile(frame);
      if (frames.compareAndSet(frame, x, x | PageInfo.VALIDATED)) {
        return Errno.OK;
      }
    }
  }

  private static void judgeNoWritableTranslation(Domain d, Vcpu v, int frame) {
    for (int i = 0; i < d.vcpuCount(); i++) {
      Tlb tlb = d.vcpu(i).tlb();
      if (tlb.writesAcquire(frame)) {
        v.breach(Breach.WRITABLE_TRANSLATION_OF_TABLE, frame, i);
      }
    }
  }

  /// `put_page_and_type`: drops both; the last one of a table first clears *validated*, so that
  /// nobody can join, and drops what its entries hold.
  default void putPageAndType(Domain d, Vcpu v, int frame) {
    FrameTable frames = d.frames();
    for (; ; ) {
      long x = frames.infoVolatile(frame);
      if (PageInfo.typeCount(x) == 0) {
        v.breach(Breach.TYPE_COUNT_UNDERFLOW, frame, 0);
        return;
      }
      if (PageInfo.typeCount(x) == 1
          && PageType.isTable(PageInfo.type(x))
          && PageInfo.validated(x)) {
        if (frames.compareAndSet(frame, x, x & ~PageInfo.VALIDATED)) {
          demote(d, v, frame, PageInfo.type(x));
          putType(d, v, frame, PageInfo.type(x));
          return;
        }
      } else if (dropBoth(d, v, frame, x, PageInfo.type(x))) {
        return;
      }
    }
  }

  private void putType(Domain d, Vcpu v, int frame, int type) {
    while (!dropBoth(d, v, frame, d.frames().infoVolatile(frame), type)) {
      // the general count moved
    }
  }

  /// Count and stamp in one CAS, and nothing else: the last reference of a validated table is not
  /// for this.
  ///
  /// @return whether the word was still `x`
  default boolean dropBoth(Domain d, Vcpu v, int frame, long x, int type) {
    long dropped = PageInfo.withType(x - PageInfo.TYPE_REF - PageInfo.REF, type);
    if (!d.frames().compareAndSet(frame, x, stamped(d, dropped))) {
      return false;
    }
    if (PageInfo.typeCount(x) == 1 && PageInfo.validated(x) && PageType.isTable(PageInfo.type(x))) {
      v.breach(Breach.TYPE_DROPPED_UNCLEANED, frame, presentEntries(d, frame));
    }
    return true;
  }

  private static int presentEntries(Domain d, int frame) {
    int present = 0;
    for (int i = 0; i < d.memory().entries(); i++) {
      present += Pte.present(d.memory().loadAcquire(frame, i)) ? 1 : 0;
    }
    return present;
  }

  /// The word with the time at which a reference was put.
  default long stamped(Domain d, long info) {
    return PageInfo.withStamp(info, d.clock().nowAcquire());
  }
}

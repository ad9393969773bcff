package shootdown.hypervisor;

import java.util.Objects;
import shootdown.cpu.Vcpu;

/// The hypervisor of 2007: one lock per domain round every operation on page tables, so no two of
/// them overlap.
///
/// Each operation is locked by itself: between two entries of a multicall another vCPU may come.
/// Flushes change no type and need no lock. It hides guests that write into a table while it is
/// pinned or unpinned (museum B01b and B03), which Xen found out when it took the lock off
/// (2008-06-12, 95f9581198).
public class BiglockHypervisor extends Hypervisor {
  @Override
  public void build(Domain d, int[] tables, int swapper) {
    d.setBiglock(new Biglock());
    super.build(d, tables, swapper);
  }

  /// `LOCK_BIGLOCK`.
  private static Biglock lock(Domain d, Vcpu v) {
    Biglock lock = Objects.requireNonNull(d.biglock());
    lock.lock(v);
    return lock;
  }

  @Override
  public int pin(Domain d, Vcpu v, int frame, int level) {
    Biglock lock = lock(d, v);
    try {
      return super.pin(d, v, frame, level);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int unpin(Domain d, Vcpu v, int frame) {
    Biglock lock = lock(d, v);
    try {
      return super.unpin(d, v, frame);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int newBaseptr(Domain d, Vcpu v, int frame) {
    Biglock lock = lock(d, v);
    try {
      return super.newBaseptr(d, v, frame);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int updateVaMapping(Domain d, Vcpu v, long va, long pte, int flags) {
    Biglock lock = lock(d, v);
    try {
      return super.updateVaMapping(d, v, va, pte, flags);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int mmuUpdate(Domain d, Vcpu v, int frame, int index, long word) {
    Biglock lock = lock(d, v);
    try {
      return super.mmuUpdate(d, v, frame, index, word);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean emulateWrite(Domain d, Vcpu v, int frame, int index, long pte) {
    Biglock lock = lock(d, v);
    try {
      return super.emulateWrite(d, v, frame, index, pte);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int initialise(Domain d, Vcpu by, Vcpu target, int root) {
    Biglock lock = lock(d, by);
    try {
      return super.initialise(d, by, target, root);
    } finally {
      lock.unlock();
    }
  }
}

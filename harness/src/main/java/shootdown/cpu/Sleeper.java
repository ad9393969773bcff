package shootdown.cpu;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Whether a vCPU sleeps in SCHEDOP_block, and the thread to wake.
///
/// Every sender looks here, and the vCPU itself hardly ever writes: so it has a cache line to
/// itself, apart from what the vCPU writes all the time, and a look costs nothing. The look may be
/// a plain one because of what comes before it: the sender has raised the upcall flag with a locked
/// operation, the sleeper has stored *blocked* with a full barrier before he looks for the flag.
/// One of the two sees the other (L4).
///
/// Stands for: `_VPF_blocked` of `struct vcpu`, xen/include/xen/sched.h.
final class Sleeper extends SleeperFields {
  private static final VarHandle BLOCKED;
  private static final VarHandle THREAD;

  static {
    try {
      var lookup = MethodHandles.lookup();
      BLOCKED = lookup.findVarHandle(SleeperFields.class, "blocked", boolean.class);
      THREAD = lookup.findVarHandle(SleeperFields.class, "thread", Thread.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unused") // keeps the line to itself
  private long p1, p2, p3, p4, p5, p6, p7;

  /// Own vCPU. A full barrier: what is pending is looked at afterwards.
  void blockVolatile() {
    THREAD.setOpaque(this, Thread.currentThread());
    BLOCKED.setVolatile(this, true);
  }

  /// Own vCPU: there was something pending after all.
  void unblockVolatile() {
    BLOCKED.setVolatile(this, false);
  }

  boolean isBlockedAcquire() {
    return (boolean) BLOCKED.getAcquire(this);
  }

  /// Any vCPU that has set the upcall flag.
  void wakeVolatile() {
    if (isBlockedAcquire() && (boolean) BLOCKED.getAndSet(this, false)) {
      LockSupport.unpark((Thread) THREAD.getOpaque(this));
    }
  }
}

/// The fields, after a line's worth of nothing.
abstract class SleeperFields extends SleeperPad {
  @Nullable Thread thread;
  boolean blocked;
}

abstract class SleeperPad {
  @SuppressWarnings("unused") // keeps the line to itself
  private long q1, q2, q3, q4, q5, q6, q7;
}

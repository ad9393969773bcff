package shootdown.cpu;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Whether a vCPU sleeps in SCHEDOP_block, and the thread to wake.
///
/// Every sender looks here, and the vCPU itself hardly ever writes: so it is an object of its own,
/// apart from what the vCPU writes all the time. The sender has raised the upcall flag with a
/// locked operation before he looks; the sleeper has stored *blocked* and fenced before he looks
/// for the flag. One of the two sees the other (L4).
///
/// Stands for: `_VPF_blocked` of `struct vcpu`, xen/include/xen/sched.h.
final class Sleeper {
  private static final VarHandle BLOCKED;
  private static final VarHandle THREAD;

  static {
    try {
      var lookup = MethodHandles.lookup();
      BLOCKED = lookup.findVarHandle(Sleeper.class, "blocked", boolean.class);
      THREAD = lookup.findVarHandle(Sleeper.class, "thread", Thread.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private @Nullable Thread thread;
  private boolean blocked;

  /// Own vCPU. A full barrier: what is pending is looked at afterwards.
  void blockVolatile() {
    THREAD.setOpaque(this, Thread.currentThread());
    BLOCKED.setVolatile(this, true);
    VarHandle.fullFence(); // pairs with the volatile look in wakeVolatile
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
    if ((boolean) BLOCKED.getVolatile(this) && (boolean) BLOCKED.getAndSet(this, false)) {
      LockSupport.unpark((Thread) THREAD.getOpaque(this));
    }
  }
}

package shootdown.cpu;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import shootdown.sync.Awaited;
import shootdown.sync.Processor;
import shootdown.sync.StallJudge;
import shootdown.trace.TraceKind;
import shootdown.trace.TraceRing;

/// A virtual processor as the hypervisor sees it: which page table is loaded, what its TLB may
/// hold, whether it is down or blocked.
///
/// A vCPU is state; the platform thread that plays it is whoever holds it for the moment: a
/// jcstress actor, a test, a [VcpuThread]. Making a vCPU starts nothing.
///
/// As an [Awaited] it is its own wake-up from SCHEDOP_block.
///
/// Stands for: `struct vcpu`, xen/include/xen/sched.h.
public abstract class Vcpu extends Processor implements Awaited {
  private static final VarHandle FLUSH_TIME;
  private static final VarHandle DOWN;
  private static final VarHandle BLOCKED;
  private static final VarHandle SLEEPER;

  static {
    try {
      var lookup = MethodHandles.lookup();
      FLUSH_TIME = lookup.findVarHandle(Vcpu.class, "flushTime", int.class);
      DOWN = lookup.findVarHandle(Vcpu.class, "down", boolean.class);
      BLOCKED = lookup.findVarHandle(Vcpu.class, "blocked", boolean.class);
      SLEEPER = lookup.findVarHandle(Vcpu.class, "sleeper", Thread.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Cr3 cr3;
  private final Tlb tlb;

  /// The clock's tick at the last flush: `tlbflush_time`.
  private int flushTime;

  private boolean down;
  private boolean blocked;
  private @Nullable Thread sleeper;

  /// @param swapper the frame of the kernel's page table, loaded from the start
  /// @param tlbSlots how many translations it may cache
  protected Vcpu(int id, StallJudge judge, @Nullable TraceRing ring, int swapper, int tlbSlots) {
    super(id, judge, ring);
    cr3 = new Cr3(swapper);
    tlb = new Tlb(tlbSlots);
  }

  public final Cr3 cr3() {
    return cr3;
  }

  public final Tlb tlb() {
    return tlb;
  }

  /// Pairs with [#flushedRelease].
  public final int flushTimeAcquire() {
    return (int) FLUSH_TIME.getAcquire(this);
  }

  /// By whoever flushed, after the flush. Two may come in the wrong order: the older time left
  /// behind costs one flush too many, never one too few.
  public final void flushedRelease(int time) {
    FLUSH_TIME.setRelease(this, time);
  }

  /// VCPUOP_is_up, turned round. A down vCPU runs nothing and answers nothing.
  public final boolean isDownAcquire() {
    return (boolean) DOWN.getAcquire(this);
  }

  /// VCPUOP_down of oneself, VCPUOP_up by another.
  public final void setDownVolatile(boolean isDown) {
    DOWN.setVolatile(this, isDown);
  }

  /// SCHEDOP_block: enables delivery, sets blocked, and *then* looks again for what is pending,
  /// else a wake-up between the two would be lost (L4). Own thread.
  ///
  /// We store *blocked* and load *pending*, the sender stores *pending* and exchanges *blocked*:
  /// the store-buffering shape, so there is a full fence between the two. A volatile store alone
  /// does not order a later opaque load.
  ///
  /// Stands for: `do_block`, xen/common/schedule.c.
  public void block() {
    trace(TraceKind.BLOCK, 0);
    SLEEPER.setOpaque(this, Thread.currentThread());
    irqUnmask();
    BLOCKED.setVolatile(this, true);
    VarHandle.fullFence(); // pairs with the getAndSet in kickVolatile
    if (upcallPending()) {
      BLOCKED.setVolatile(this, false);
    } else {
      sleep(this, 0);
    }
    trace(TraceKind.UNBLOCK, 0);
    irqEnable();
  }

  /// `vcpu_kick`: wakes a blocked vCPU. Any vCPU that has set its upcall-pending flag. Pairs with
  /// the fence in [#block].
  public final void kickVolatile() {
    if ((boolean) BLOCKED.getAndSet(this, false)) {
      LockSupport.unpark((Thread) SLEEPER.getOpaque(this));
    }
  }

  public final boolean isBlockedAcquire() {
    return (boolean) BLOCKED.getAcquire(this);
  }

  @Override
  public final boolean isOver(long key) {
    return !isBlockedAcquire();
  }

  @Override
  public final long awaitedCpus(long key) {
    return 0;
  }

  @Override
  public final String describe(long key) {
    return "an event";
  }
}

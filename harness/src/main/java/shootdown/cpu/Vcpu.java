package shootdown.cpu;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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

  static {
    try {
      var lookup = MethodHandles.lookup();
      FLUSH_TIME = lookup.findVarHandle(Vcpu.class, "flushTime", int.class);
      DOWN = lookup.findVarHandle(Vcpu.class, "down", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Cr3 cr3;
  private final Tlb tlb;
  private final Sleeper sleeper = new Sleeper();

  /// The clock's tick at the last flush: `tlbflush_time`.
  private int flushTime;

  private boolean down;

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
  /// Stands for: `do_block`, xen/common/schedule.c.
  public void block() {
    trace(TraceKind.BLOCK, 0);
    irqUnmask();
    sleeper.blockVolatile();
    if (upcallPending()) {
      sleeper.unblockVolatile();
    } else {
      sleep(this, 0);
    }
    trace(TraceKind.UNBLOCK, 0);
    irqEnable();
  }

  /// `vcpu_kick`: wakes a blocked vCPU. Any vCPU that has set its upcall-pending flag.
  public final void kickVolatile() {
    sleeper.wakeVolatile();
  }

  public final boolean isBlockedAcquire() {
    return sleeper.isBlockedAcquire();
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

package shootdown.hypervisor;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The clock that tells whether a vCPU has flushed its TLB since a frame was last in use.
///
/// It ticks *before* a flush, and the vCPU is stamped *after* it: so a stamp newer than a frame's
/// proves a flush that began after the frame's last use. Ticks are 30 bits and are compared by
/// their difference; every half round everybody is flushed, so that no stamp that still counts is
/// older than that.
///
/// Stands for: `tlbflush_clock`, xen/arch/x86/flushtlb.c.
public final class TlbClock {
  private static final VarHandle TICKS;

  static {
    try {
      TICKS = MethodHandles.lookup().findVarHandle(TlbClock.class, "ticks", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final int BITS = 30;
  private static final int MASK = (1 << BITS) - 1;
  private static final int HALF_ROUND = 1 << (BITS - 1);

  private int ticks = 1;

  /// The time now; pairs with [#tickVolatile].
  public int nowAcquire() {
    return (int) TICKS.getAcquire(this) & MASK;
  }

  int tickVolatile() {
    return ((int) TICKS.getAndAdd(this, 1) + 1) & MASK;
  }

  /// Whether a vCPU last flushed at `flushTime` may hold a translation that was still good when the
  /// frame was stamped: the filter of `tlbflush_filter`.
  static boolean mayBeStale(int flushTime, int stamp) {
    return ((flushTime - stamp) << (Integer.SIZE - BITS)) <= 0;
  }

  /// Whether `tick` begins a half round.
  static boolean roundBegins(int tick) {
    return (tick & (HALF_ROUND - 1)) == 0;
  }
}

package shootdown.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// The set of vCPUs that may hold a page table, one bit each.
public final class CpuMask {
  private static final VarHandle BITS;

  static {
    try {
      BITS = MethodHandles.lookup().findVarHandle(CpuMask.class, "bits", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile long bits;

  public void set(int cpu) {
    BITS.getAndBitwiseOr(this, 1L << cpu);
  }

  public boolean contains(int cpu) {
    return (bits & 1L << cpu) != 0;
  }
}

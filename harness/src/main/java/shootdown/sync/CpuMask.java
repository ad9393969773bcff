package shootdown.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// A set of vCPUs that several vCPUs change at once: `mm->cpu_vm_mask`, `cpu_online_map`.
///
/// Every change is one locked read-modify-write, as `set_bit` and `clear_bit` are on x86, and
/// therefore a full barrier. A snapshot is a plain `long`, so a set that was read once can be
/// counted and walked without being read again.
///
/// As an [Awaited] under a set of vCPUs it is the moment when none of them is in it any more.
///
/// Stands for: `cpumask_t`, include/linux/cpumask.h.
public final class CpuMask implements Awaited {
  private static final VarHandle BITS;

  static {
    try {
      BITS = MethodHandles.lookup().findVarHandle(CpuMask.class, "bits", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// The largest number of vCPUs a set can hold.
  public static final int LIMIT = 64;

  private long bits;

  /// The set that holds `cpu` alone.
  public static long of(int cpu) {
    return 1L << cpu;
  }

  /// The set of the `n` first vCPUs.
  public static long first(int n) {
    return n == LIMIT ? -1L : (1L << n) - 1;
  }

  public static boolean contains(long set, int cpu) {
    return ((set >>> cpu) & 1) != 0;
  }

  /// `cpu_set`.
  public void setVolatile(int cpu) {
    BITS.getAndBitwiseOr(this, of(cpu));
  }

  /// `cpu_clear`.
  public void clearVolatile(int cpu) {
    BITS.getAndBitwiseAnd(this, ~of(cpu));
  }

  /// `cpu_test_and_set`: whether the bit was set before.
  public boolean testAndSetVolatile(int cpu) {
    return contains((long) BITS.getAndBitwiseOr(this, of(cpu)), cpu);
  }

  /// What a plain read of the mask gives on x86: some value that was there, in no order with
  /// accesses to other words. Whoever needs an order brings his own barrier.
  public long snapshotOpaque() {
    return (long) BITS.getOpaque(this);
  }

  public boolean containsOpaque(int cpu) {
    return contains(snapshotOpaque(), cpu);
  }

  @Override
  public boolean isOver(long cpus) {
    return (snapshotOpaque() & cpus) == 0;
  }

  @Override
  public long awaitedCpus(long cpus) {
    return snapshotOpaque() & cpus;
  }

  @Override
  public String describe(long cpus) {
    return "the vCPUs of 0x" + Long.toHexString(cpus) + " to leave the map";
  }

  @Override
  public String toString() {
    return "0x" + Long.toHexString(snapshotOpaque());
  }
}

package shootdown.guest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import shootdown.sync.Awaited;
import shootdown.sync.CpuMask;

/// The block by which a call is told to its targets. In the original it lives on the caller's
/// stack; here each vCPU has one that it fills anew, which is the same memory used again.
///
/// The caller fills the plain fields, publishes the block ([Guest#publishCallDataVolatile]), sends;
/// a handler reads them *before* it counts itself as started, for after that the caller may return
/// and the block be filled anew.
///
/// `live` and `ran` are the referee's: a handler that touches a block outside publication and
/// return, or runs twice, is told at once (S14). No step of the kernel reads them.
///
/// Stands for: `struct call_data_struct`, arch/i386/xen/smp.c.
public final class CallData implements Awaited {
  private static final VarHandle STARTED;
  private static final VarHandle FINISHED;
  private static final VarHandle LIVE;
  private static final VarHandle RAN;

  static {
    try {
      var lookup = MethodHandles.lookup();
      STARTED = lookup.findVarHandle(CallData.class, "started", int.class);
      FINISHED = lookup.findVarHandle(CallData.class, "finished", int.class);
      LIVE = lookup.findVarHandle(CallData.class, "live", boolean.class);
      RAN = lookup.findVarHandle(CallData.class, "ran", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int owner;
  private @Nullable CallFunction func;
  private @Nullable Object info;
  private boolean wait;
  private long targets;
  private int expected;
  private int started;
  private int finished;

  private boolean live;
  private long ran;

  CallData(int owner) {
    this.owner = owner;
  }

  /// The vCPU whose block it is.
  public int owner() {
    return owner;
  }

  /// By the owner, before publication.
  ///
  /// @param expected how many vCPUs are awaited
  public void fill(
      CallFunction func, @Nullable Object info, boolean wait, long targets, int expected) {
    this.func = func;
    this.info = info;
    this.wait = wait;
    this.targets = targets;
    this.expected = expected;
    STARTED.setOpaque(this, 0);
    FINISHED.setOpaque(this, 0);
    RAN.setOpaque(this, 0L);
    LIVE.setOpaque(this, true);
  }

  /// By the owner, when the call returns.
  public void retireOpaque() {
    LIVE.setOpaque(this, false);
  }

  public @Nullable CallFunction func() {
    return func;
  }

  public @Nullable Object info() {
    return info;
  }

  public boolean waits() {
    return wait;
  }

  /// `atomic_inc(&call_data->started)`: from here on the block may be gone, unless the caller
  /// waits. Pairs with [#isOver].
  public int startVolatile() {
    return (int) STARTED.getAndAdd(this, 1) + 1;
  }

  /// `atomic_inc(&call_data->finished)`; pairs with [#isOver].
  public int finishVolatile() {
    return (int) FINISHED.getAndAdd(this, 1) + 1;
  }

  public int startedOpaque() {
    return (int) STARTED.getOpaque(this);
  }

  public int finishedOpaque() {
    return (int) FINISHED.getOpaque(this);
  }

  /// For the referee: whether the block is between publication and return.
  public boolean isLiveOpaque() {
    return (boolean) LIVE.getOpaque(this);
  }

  /// For the referee: notes that the function ran on `cpu`, and whether it had before.
  public boolean ranBeforeVolatile(int cpu) {
    return CpuMask.contains((long) RAN.getAndBitwiseOr(this, CpuMask.of(cpu)), cpu);
  }

  public long targets() {
    return targets;
  }

  public boolean isTarget(int cpu) {
    return CpuMask.contains(targets, cpu);
  }

  /// Everyone has started, and finished if that was asked for. An acquire: the effects of the
  /// function happen before the caller's return.
  @Override
  public boolean isOver(long key) {
    return (int) STARTED.getAcquire(this) == expected
        && (!wait || (int) FINISHED.getAcquire(this) == expected);
  }

  @Override
  public long awaitedCpus(long key) {
    return targets & ~(long) RAN.getOpaque(this);
  }

  @Override
  public String describe(long key) {
    return "call_function started="
        + startedOpaque()
        + " finished="
        + finishedOpaque()
        + " expected="
        + expected;
  }
}

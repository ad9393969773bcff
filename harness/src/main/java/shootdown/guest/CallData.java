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
/// `number`, `live` and `ran` are the referee's: a handler that touches a block outside publication
/// and return, or runs twice, is told at once (S14). No step of the kernel reads them.
///
/// The counters are not reset but go on counting, so that the caller need not write where the
/// handlers do; and one who waits for `finished` does not look at `started` at all, for who has
/// finished has started. A line of their own was tried, for each and for both: between cores that
/// are far a call then took 4.7 to 5.0 times what two words take, and 3.8 to 4.7 as it is
/// (IpiRoundTrip), for it is one more line that goes over.
///
/// Stands for: `struct call_data_struct`, arch/i386/xen/smp.c.
public final class CallData implements Awaited {
  private static final VarHandle STARTED;
  private static final VarHandle FINISHED;
  private static final VarHandle LIVE;
  private static final VarHandle RAN = MethodHandles.arrayElementVarHandle(long[].class);

  static {
    try {
      var lookup = MethodHandles.lookup();
      STARTED = lookup.findVarHandle(CallData.class, "started", int.class);
      FINISHED = lookup.findVarHandle(CallData.class, "finished", int.class);
      LIVE = lookup.findVarHandle(CallData.class, "live", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int owner;
  private @Nullable CallFunction func;
  private @Nullable Object info;
  private boolean wait;
  private boolean live;
  private int expected;
  private long targets;

  /// Which of the owner's calls it is.
  private long number;

  /// What the counters said when the block was filled; of `started`, what they should have said if
  /// the call waits for `finished`.
  private int startedBefore;

  private int finishedBefore;
  private int started;
  private int finished;

  /// By vCPU: the number of the call that it ran last. Each writes its own.
  private final long[] ran;

  /// @param cpus how many vCPUs there are
  CallData(int owner, int cpus) {
    this.owner = owner;
    this.ran = new long[cpus];
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
    this.number++;
    if (!wait) {
      this.startedBefore = (int) STARTED.getOpaque(this);
    }
    this.finishedBefore = (int) FINISHED.getOpaque(this);
    LIVE.setOpaque(this, true);
  }

  /// By the owner, when the call returns.
  public void retireOpaque() {
    LIVE.setOpaque(this, false);
    startedBefore += expected;
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
    int before = startedBefore; // afterwards the block may be another call's
    return (int) STARTED.getAndAdd(this, 1) + 1 - before;
  }

  /// `atomic_inc(&call_data->finished)`; pairs with [#isOver].
  public int finishVolatile() {
    int before = finishedBefore;
    return (int) FINISHED.getAndAdd(this, 1) + 1 - before;
  }

  public int startedOpaque() {
    return (int) STARTED.getOpaque(this) - startedBefore;
  }

  public int finishedOpaque() {
    return (int) FINISHED.getOpaque(this) - finishedBefore;
  }

  /// For the referee: whether the block is between publication and return.
  public boolean isLiveOpaque() {
    return (boolean) LIVE.getOpaque(this);
  }

  /// For the referee: notes that the function runs on `cpu`, and whether it had before. By `cpu`.
  public boolean ranBeforeOpaque(int cpu) {
    boolean before = ran[cpu] == number;
    RAN.setOpaque(ran, cpu, number);
    return before;
  }

  public long targets() {
    return targets;
  }

  public boolean isTarget(int cpu) {
    return CpuMask.contains(targets, cpu);
  }

  /// Everyone has started, or finished if that was asked for. An acquire: the effects of the
  /// function happen before the caller's return.
  @Override
  public boolean isOver(long key) {
    return wait
        ? (int) FINISHED.getAcquire(this) - finishedBefore == expected
        : (int) STARTED.getAcquire(this) - startedBefore == expected;
  }

  @Override
  public long awaitedCpus(long key) {
    long awaited = 0;
    for (int cpu = 0; cpu < ran.length; cpu++) {
      if (isTarget(cpu) && (long) RAN.getOpaque(ran, cpu) != number) {
        awaited |= CpuMask.of(cpu);
      }
    }
    return awaited;
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

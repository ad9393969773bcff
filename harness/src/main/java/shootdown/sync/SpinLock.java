package shootdown.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import shootdown.trace.Breach;
import shootdown.trace.LockKind;
import shootdown.trace.TraceKind;

/// A test-and-set spin lock that knows its holder, for the wait-for graph.
///
/// Not FIFO: a vCPU that is stopped while it spins must not stand in a queue. Taking it disables
/// preemption. It leaves interrupts as they are: whoever spins with interrupts on is served by
/// [Processor#await], whoever spins with them off is not. A lock that may be held across an IPI
/// wait must not be taken with interrupts off (L2); that is judged here, contended or not.
///
/// Stands for: `spinlock_t`, include/linux/spinlock.h.
public final class SpinLock implements Awaited {
  private static final VarHandle HOLDER;

  static {
    try {
      HOLDER = MethodHandles.lookup().findVarHandle(SpinLock.class, "holder", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final int FREE = 0;

  private final LockKind kind;
  private final int owner;

  /// The holder's id plus one, or [#FREE].
  private int holder;

  /// @param kind its place in the lock table
  /// @param owner the mm or frame it belongs to, -1 if there is only one
  public SpinLock(LockKind kind, int owner) {
    this.kind = kind;
    this.owner = owner;
  }

  /// Its place in the lock table.
  public LockKind kind() {
    return kind;
  }

  /// The mm or frame it belongs to, -1 if there is only one.
  public int owner() {
    return owner;
  }

  /// `spin_lock`.
  ///
  /// @throws Halt if the wait cannot end, or the machine was halted
  public void lock(Processor cpu) {
    cpu.preemptDisable();
    if (cpu.irqsOff() && kind.heldAcrossIpiWait()) {
      cpu.breach(Breach.SPIN_WITH_IRQS_OFF, kind.ordinal(), -1);
    }
    while (!HOLDER.compareAndSet(this, FREE, cpu.id() + 1)) {
      cpu.trace(TraceKind.LOCK_WAIT, kind.ordinal(), owner);
      cpu.await(this, 0);
    }
    cpu.trace(TraceKind.LOCK, kind.ordinal(), owner);
  }

  /// `spin_unlock`: by the holder, or by the after-issue callback that the holder queued.
  public void unlock(Processor cpu) {
    HOLDER.setRelease(this, FREE); // pairs with the compareAndSet in lock
    cpu.trace(TraceKind.UNLOCK, kind.ordinal(), owner);
    cpu.preemptEnable();
  }

  /// Whether `cpu` holds the lock; asked by `cpu`, and by the judge at quiescence.
  public boolean heldByOpaque(Processor cpu) {
    return (int) HOLDER.getOpaque(this) == cpu.id() + 1;
  }

  /// The vCPUs (one or none) that hold the lock.
  public long holdersOpaque() {
    int h = (int) HOLDER.getOpaque(this);
    return h == FREE ? 0 : CpuMask.of(h - 1);
  }

  @Override
  public boolean isOver(long key) {
    return (int) HOLDER.getOpaque(this) == FREE;
  }

  @Override
  public long awaitedCpus(long key) {
    return holdersOpaque();
  }

  @Override
  public String describe(long key) {
    return owner < 0 ? kind.word() : kind.word() + "(" + owner + ")";
  }

  @Override
  public String toString() {
    return describe(0);
  }
}

package shootdown.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import shootdown.trace.Breach;
import shootdown.trace.TraceKind;
import shootdown.trace.TraceRing;
import shootdown.trace.Watcher;

/// What a lock knows of the vCPU that takes it: whether its interrupts are on, whether it may be
/// preempted, and what it waits for.
///
/// All fields belong to the thread that plays the vCPU. Three of them are read by others: the
/// upcall mask (by the stall judge), the wait (by the stall judge), and `needResched`, which others
/// also set.
///
/// **Interrupt points.** A pending upcall is taken in [#interruptPoint], at [#irqEnable] and
/// [#irqRestore], and inside every wait that is entered with interrupts on. Kernel code that runs
/// with interrupts on has an interrupt point at each statement boundary; code that runs with them
/// off has none, which is what makes the deadlocks of the protocol possible, and visible.
///
/// **Waiting** is [#await]: the one loop of the harness that waits. It serves the mailbox, pauses a
/// few times, then yields, then parks, and asks for a stall now and then. See [StallJudge].
///
/// Stands for: the upcall mask of `vcpu_info`, `preempt_count`, `local_irq_*`
/// (arch/i386/xen/enlighten.c, include/linux/preempt.h).
public abstract class Processor {
  private static final VarHandle IRQS_OFF;
  private static final VarHandle STATE;
  private static final VarHandle NEED_RESCHED;

  static {
    try {
      var lookup = MethodHandles.lookup();
      IRQS_OFF = lookup.findVarHandle(Processor.class, "irqsOff", boolean.class);
      STATE = lookup.findVarHandle(Processor.class, "state", int.class);
      NEED_RESCHED = lookup.findVarHandle(Processor.class, "needResched", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int id;
  private final StallJudge judge;
  private @Nullable TraceRing ring;

  private boolean irqsOff;
  private boolean needResched;
  private int preemptCount;

  /// How many waits are still to do without yields.
  private byte crowdedWaits;

  /// How often the activity changed, and what it is: one word, which only grows. The two fields
  /// after it are written before a word that needs them.
  private int state;

  private @Nullable Awaited awaited;
  private long awaitedKey;

  /// @param ring where this vCPU's events go, or null while hunting
  protected Processor(int id, StallJudge judge, @Nullable TraceRing ring) {
    this.id = id;
    this.judge = judge;
    this.ring = ring;
  }

  public final int id() {
    return id;
  }

  // --- interrupts ---

  /// Whether an upcall waits to be taken; an opaque load, for it is asked everywhere.
  protected abstract boolean upcallPending();

  /// Takes the upcall. Runs with interrupts off; the handler of `xen_evtchn_do_upcall`.
  protected abstract void upcall();

  public final boolean irqsOff() {
    return (boolean) IRQS_OFF.getOpaque(this);
  }

  /// `local_irq_disable`: sets the upcall mask.
  public final void irqDisable() {
    IRQS_OFF.setOpaque(this, true);
  }

  /// `local_irq_enable`: unmasks, and only then tests for what came meanwhile.
  public final void irqEnable() {
    IRQS_OFF.setOpaque(this, false);
    takeUpcalls();
  }

  /// Clears the upcall mask and takes nothing yet: for SCHEDOP_block, which looks later.
  protected final void irqUnmask() {
    IRQS_OFF.setOpaque(this, false);
  }

  /// `local_irq_save`: masks and returns whether interrupts were off already.
  public final boolean irqSave() {
    boolean wereOff = irqsOff;
    IRQS_OFF.setOpaque(this, true);
    return wereOff;
  }

  /// `local_irq_restore` of what [#irqSave] returned.
  public final void irqRestore(boolean off) {
    if (off) {
      irqDisable();
    } else {
      irqEnable();
    }
  }

  /// The boundary between two statements of kernel code: takes what is pending if interrupts are
  /// on. Costs one load while nothing is.
  public final void interruptPoint() {
    if (upcallPending() && !irqsOff) {
      takeUpcalls();
    }
  }

  private void takeUpcalls() {
    while (upcallPending()) {
      stepOut(false);
    }
    reschedulePoint();
  }

  /// A handler, or a task scheduled instead, that interrupts a wait is no part of the wait: it can
  /// take steps, and may wait itself. The mask changes while the vCPU counts as running: a waiter
  /// with interrupts off takes no upcall, and the judge must not see one that is about to.
  private void stepOut(boolean toSchedule) {
    Activity interrupted = activity();
    Awaited what = awaited;
    long key = awaitedKey;
    if (interrupted != Activity.RUNNING) {
      enterRelease(Activity.RUNNING);
    }
    if (toSchedule) {
      schedule();
    } else {
      handle();
    }
    if (interrupted != Activity.RUNNING) {
      awaited = what;
      awaitedKey = key;
      enterRelease(interrupted);
    }
  }

  /// Xen masks while it builds the frame.
  private void handle() {
    IRQS_OFF.setOpaque(this, true);
    upcall();
    IRQS_OFF.setOpaque(this, false);
  }

  // --- preemption ---

  /// Called where `preempt_schedule` would be: preemption is on, interrupts are on, and someone
  /// asked for the vCPU.
  protected abstract void schedule();

  public final void preemptDisable() {
    preemptCount++;
  }

  public final void preemptEnable() {
    preemptCount--;
    if (!irqsOff) {
      reschedulePoint();
    }
  }

  public final boolean preemptible() {
    return preemptCount == 0 && !irqsOff;
  }

  public final int preemptCount() {
    return preemptCount;
  }

  /// `set_tsk_need_resched`; any thread. The RESCHEDULE interrupt makes the vCPU look.
  public final void setNeedReschedOpaque() {
    NEED_RESCHED.setOpaque(this, true);
  }

  /// `need_resched()`. Own thread.
  public final boolean needReschedOpaque() {
    return (boolean) NEED_RESCHED.getOpaque(this);
  }

  private void reschedulePoint() {
    if (preemptCount == 0 && (boolean) NEED_RESCHED.getOpaque(this)) {
      NEED_RESCHED.setOpaque(this, false);
      stepOut(true);
    }
  }

  // --- waiting ---

  /// Waits until `what` is over, serving the mailbox if interrupts are on.
  ///
  /// @throws Stall if exact quiescence shows that the wait cannot end
  /// @throws Halt if another vCPU halted the machine
  /// @throws WatchdogBite if the wall-clock watchdog bit first
  public final void await(Awaited what, long key) {
    if (what.isOver(key)) {
      return;
    }
    waitAs(Activity.WAITING, what, key, true);
  }

  /// Waits inside the hypervisor, where no interrupt is taken.
  public final void awaitInHypervisor(Awaited what, long key) {
    waitAs(Activity.IN_HYPERVISOR, what, key, false);
  }

  /// Sleeps until `what` is over and answers no interrupt meanwhile: a vCPU in SCHEDOP_block.
  protected final void sleep(Awaited what, long key) {
    waitAs(Activity.BLOCKED, what, key, false);
  }

  /// Has nothing to do until `what` is over but to answer interrupts.
  public final void idle(Awaited what, long key) {
    waitAs(Activity.IDLE, what, key, true);
  }

  /// The same where it is not on the machine to end the wait: however long it lasts, and if all
  /// others are idle too, it is no stall. Somebody who waits for this vCPU in vain still is.
  public final void listen(Awaited what, long key) {
    waitAs(Activity.LISTENING, what, key, true);
  }

  /// The player of a vCPU that takes no further step waits for the others; the vCPU is off stage
  /// meanwhile. Looking for a stall is left to them: it is not the vCPU that waits.
  public final void awaitOffstage(Awaited what, long key) {
    enterRelease(Activity.OFFSTAGE);
    waitLoop(what, key, false, false);
  }

  private void waitAs(Activity how, Awaited what, long key, boolean serve) {
    awaited = what;
    awaitedKey = key;
    enterRelease(how);
    waitLoop(what, key, serve, how != Activity.LISTENING);
    enterRelease(Activity.RUNNING);
  }

  private void waitLoop(Awaited what, long key, boolean serve, boolean judges) {
    long deadline = 0;
    int pauses = Pause.pauses(judge.processors());
    for (int turn = 0; !what.isOver(key); turn++) {
      if (serve) {
        interruptPoint();
      }
      judge.checkHalted();
      turn = passTime(turn, pauses);
      deadline = Pause.watchdog(turn, pauses, deadline);
      if (judges && Pause.timeToJudge(turn)) {
        judge.judge(this, deadline);
      }
    }
  }

  /// Pauses, yields, or sleeps. Where a yield has cost the core for long, the next waits do
  /// without.
  ///
  /// @return the turn that this was: a later one if it slept
  private int passTime(int turn, int pauses) {
    if (turn < pauses) {
      Thread.onSpinWait();
      return turn;
    }
    if (Pause.isEarly(turn, pauses) && crowdedWaits == 0) {
      if (Pause.yieldsLong()) {
        crowdedWaits = Pause.CROWDED_WAITS;
      }
      return turn;
    }
    if (Pause.isEarly(turn, pauses)) {
      crowdedWaits--;
    }
    Pause.sleep(judge.processors());
    return Pause.late(turn, pauses);
  }

  /// Announces that a player will take steps on this vCPU.
  public final void comeOnStage() {
    enterRelease(Activity.RUNNING);
  }

  /// The player is through: the vCPU takes no further step, and answers no interrupt.
  public final void leaveStage() {
    enterRelease(Activity.OFFSTAGE);
  }

  /// Pairs with [#stateAcquire]. Whatever the vCPU writes afterwards is written after this, so
  /// whoever sees an effect of a later step sees that the word has changed.
  private void enterRelease(Activity next) {
    STATE.setRelease(this, ((state & -Activity.COUNT) + Activity.COUNT) | next.ordinal());
    VarHandle.storeStoreFence();
  }

  /// Pairs with [#enterRelease]. Only grows; equal readings mean that the vCPU was in the same
  /// activity all the while, and in the same wait.
  final int stateAcquire() {
    return (int) STATE.getAcquire(this);
  }

  final Activity activity() {
    return Activity.of(stateAcquire() & (Activity.COUNT - 1));
  }

  /// For the stall judge, between two readings of the state: can this vCPU not go on?
  final boolean stuck() {
    return switch (activity()) {
      case RUNNING -> false;
      case OFFSTAGE -> true;
      case BLOCKED, IN_HYPERVISOR -> !isAwaitedOver();
      case WAITING, IDLE, LISTENING -> !isAwaitedOver() && (irqsOff() || !upcallPending());
    };
  }

  private boolean isAwaitedOver() {
    Awaited what = awaited;
    return what == null || what.isOver(awaitedKey);
  }

  /// What this vCPU waits for, or null; meaningful at quiescence and to its own thread.
  public final @Nullable Awaited awaited() {
    return switch (activity()) {
      case RUNNING, OFFSTAGE, IDLE, LISTENING -> null;
      case WAITING, IN_HYPERVISOR, BLOCKED -> awaited;
    };
  }

  public final long awaitedKey() {
    return awaitedKey;
  }

  /// For the referee, while nobody takes a step: an event that was sent to this vCPU and that it
  /// will not look for, although its interrupts are on; -1 if there is none.
  public int lostEvent() {
    return -1;
  }

  // --- trace ---

  /// Where this vCPU's events went, if anything was kept; after quiescence.
  public final Optional<TraceRing> ring() {
    return Optional.ofNullable(ring);
  }

  /// From now on `w` sees every event of this vCPU, kept or not; before the vCPU is played. What
  /// was kept so far is not any more.
  public final void watch(Watcher w) {
    TraceRing r = ring;
    ring = r == null ? TraceRing.keepingNothing(id, w) : r.watched(w);
  }

  public final void trace(TraceKind kind, long a, long b) {
    TraceRing r = ring;
    if (r != null) {
      r.record(kind, a, b);
    }
  }

  public final void trace(TraceKind kind, long a) {
    trace(kind, a, 0);
  }

  /// Tells the referee that this vCPU broke a rule; the vCPU goes on, as the original would.
  public final void breach(Breach what, long a, long b) {
    trace(TraceKind.BREACH, what.ordinal(), a);
    judge.witness().breach(what, id, a, b);
  }
}

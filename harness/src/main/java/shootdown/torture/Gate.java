package shootdown.torture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Where the players of a life meet, phase by phase: to be looked at, and to come to an end.
///
/// One conductor names the phase; each player arrives in it once, and listens to interrupts until
/// the next is named. Who is asked to gather goes on answering until all have gathered, for others
/// may still wait for him; nobody is sent anything after that, and what was sent is taken in
/// [Phase#SETTLE]. So what the conductor sees when all have settled is a machine at rest.
///
/// A lock of nobody: while a life runs, a player reads one word that nobody writes.
final class Gate {
  private static final VarHandle PHASE;
  private static final VarHandle ARRIVED;

  static {
    try {
      var lookup = MethodHandles.lookup();
      PHASE = lookup.findVarHandle(Gate.class, "phase", Phase.class);
      ARRIVED = lookup.findVarHandle(Gate.class, "arrived", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// What the players do, or are asked to do.
  enum Phase {
    /// Play one operation after another.
    RUN,
    /// Finish the operation and come here, interrupts on.
    GATHER,
    /// Take what was sent meanwhile; then touch nothing.
    SETTLE,
    /// All vCPUs up, all tasks exited.
    END_TASKS,
    /// No vCPU borrows an mm any more.
    LEAVE_MMS,
    /// As SETTLE, for the last time.
    SETTLE_LAST,
    /// The first vCPU stops the others: at the end, or in the middle of their lives.
    STOP;

    private static final Phase[] ALL = values();
  }

  private Phase phase = Phase.RUN;
  private int arrived;

  /// Any thread; pairs with [#goVolatile].
  Phase phaseAcquire() {
    return (Phase) PHASE.getAcquire(this);
  }

  boolean runs() {
    return phaseAcquire() == Phase.RUN;
  }

  /// Whether nobody plays any more: the phases that follow are the last.
  boolean isAtTheEnd() {
    return phaseAcquire().ordinal() >= Phase.END_TASKS.ordinal();
  }

  /// A player has done what the phase asks for. Pairs with [#haveArrivedAcquire]: what he did is
  /// seen by who sees him arrived.
  ///
  /// @return the phase
  Phase arriveVolatile() {
    Phase now = phaseAcquire();
    ARRIVED.getAndAdd(this, 1);
    return now;
  }

  /// The conductor names a phase; all have arrived in the one before.
  void goVolatile(Phase next) {
    ARRIVED.setVolatile(this, 0);
    PHASE.setVolatile(this, next);
  }

  boolean haveArrivedAcquire(int players) {
    return (int) ARRIVED.getAcquire(this) == players;
  }

  /// Whether another phase was named than the one of that number.
  boolean isOver(long phase) {
    return phaseAcquire() != Phase.ALL[(int) phase];
  }
}

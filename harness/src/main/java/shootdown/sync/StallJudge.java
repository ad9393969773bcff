package shootdown.sync;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Locale;
import shootdown.trace.Breach;
import shootdown.trace.Witness;

/// Finds waits that cannot end, exactly.
///
/// **Goal.** A stall is reported if and only if no vCPU can ever take another step, whatever the
/// scheduler does; and it is found in bounded time, so nothing hangs.
///
/// **What we rely on.** Every vCPU has one word that tells what it is doing and grows with each
/// change, those before and after a handler included ([Processor]). A vCPU whose word did not move
/// between two readings was in the same wait all the while, and wrote nothing shared.
///
/// **How one gives the other.** Read all words; see that every vCPU is stuck; read all words again.
/// They only grow, so equal sums mean equal words, and the wake conditions were evaluated on a
/// state that nobody was changing. A waiter that saw a lock free the moment before somebody else
/// took it looks once more and waits again: it is stuck too.
///
/// **If it is wrong**: a change that is not counted gives false alarms (`StallJudgeTest`), one that
/// is missing gives a wait that only the watchdog ends, as INFRASTRUCTURE.
public final class StallJudge {
  private static final VarHandle HALTED;

  static {
    try {
      HALTED = MethodHandles.lookup().findVarHandle(StallJudge.class, "halted", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Witness witness;
  private Processor[] processors = {};
  private boolean halted;

  public StallJudge(Witness witness) {
    this.witness = witness;
  }

  /// Where breaches are reported.
  public Witness witness() {
    return witness;
  }

  /// The vCPUs of the machine; once, before any of them takes a step.
  public void watch(Processor[] all) {
    processors = all;
  }

  /// How many vCPUs the machine has.
  int processors() {
    return processors.length;
  }

  /// Halts the machine: every wait of every vCPU ends with a [Halt]. Any thread.
  public void haltVolatile() {
    HALTED.setVolatile(this, true);
  }

  void checkHalted() {
    if ((boolean) HALTED.getOpaque(this)) {
      throw new Stopped();
    }
  }

  void judge(Processor self, long deadline) {
    if (quiescent()) {
      String graph = waitForGraph();
      report(self);
      haltVolatile();
      throw new Stall(graph);
    }
    if (deadline != 0 && System.nanoTime() - deadline > 0) {
      String graph = waitForGraph();
      haltVolatile();
      throw new WatchdogBite("watchdog: cpu=" + self.id() + " waited 10 s: " + graph);
    }
  }

  /// A wait for a vCPU that was not told is told as what it is: first comes what was lost.
  private void report(Processor self) {
    for (Processor p : processors) {
      if (p.lostEvent() >= 0) {
        self.breach(Breach.EVENT_NOT_ANNOUNCED, p.lostEvent(), p.id());
      }
    }
    long waiting = 0;
    long awaited = 0;
    for (Processor p : processors) {
      Awaited what = p.awaited();
      if (what != null) {
        waiting |= CpuMask.of(p.id());
        awaited |= what.awaitedCpus(p.awaitedKey());
      }
    }
    self.breach(Breach.STALLED, waiting, awaited);
  }

  /// Whether every vCPU was stuck at one moment.
  boolean quiescent() {
    long before = states();
    for (Processor p : processors) {
      if (!p.stuck()) {
        return false;
      }
    }
    VarHandle.loadLoadFence(); // what stuck() read, it read before the second look
    return before == states();
  }

  private long states() {
    long sum = 0;
    for (Processor p : processors) {
      sum += Integer.toUnsignedLong(p.stateAcquire());
    }
    return sum;
  }

  /// Who waits for whom, one clause per vCPU that waits.
  public String waitForGraph() {
    var text = new StringBuilder();
    for (Processor p : processors) {
      Awaited what = p.awaited();
      if (what != null) {
        text.append(text.isEmpty() ? "" : Stall.AND)
            .append("vcpu")
            .append(p.id())
            .append(" waits for ")
            .append(what.describe(p.awaitedKey()))
            .append(p.irqsOff() ? " with interrupts off" : "")
            .append(edge(what.awaitedCpus(p.awaitedKey())));
      }
    }
    return text.isEmpty() ? "nobody waits" : text.toString();
  }

  private String edge(long cpus) {
    var text = new StringBuilder(cpus == 0 ? "" : " ->");
    for (Processor p : processors) {
      if (CpuMask.contains(cpus, p.id())) {
        text.append(" vcpu").append(p.id()).append(" (").append(state(p)).append(')');
      }
    }
    return text.toString();
  }

  private static String state(Processor p) {
    String doing = p.activity().name().toLowerCase(Locale.ROOT);
    return p.irqsOff() ? doing + ", interrupts off" : doing;
  }
}

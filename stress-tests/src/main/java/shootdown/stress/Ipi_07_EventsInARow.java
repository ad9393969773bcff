package shootdown.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import shootdown.guest.Task;
import shootdown.machine.InTurn;
import shootdown.machine.Scene;
import shootdown.machine.Story;

/// Is every one of several events told, when they come while the one before is being taken?
///
/// Result: Never for the fixed kernel and the seed; Sometimes for E04.
///
/// vcpu0 wants vcpu1 to reschedule, and calls it twice. The first call may come while vcpu1 is
/// picking the reschedule up, between the flag and the selector. If vcpu1 clears the flag last
/// (museum E04), it wipes out the notice of the first call. That one it still finds, since it looks
/// at the pending bits afterwards; but the selector stays set, so that whoever sends the second
/// call believes that vcpu1 has been told already.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart          609    0.67%
///       held, overlapped  89,947   99.33%
///
///     seed
///       held, apart           431    0.24%
///       held, overlapped  182,285   99.76%
///
///     E04
///       S17 pending event was not announced to its vCPU, apart             2    0.00%
///       S17 pending event was not announced to its vCPU, overlapped       46    0.01%
///       held, apart                                                    1,168    0.29%
///       held, overlapped                                             408,248   99.70%
@JCStressTest
@State
@Story(
    question = "Is an event lost that comes while the one before it is being picked up?",
    standsFor = "xen_smp_send_reschedule, flush_tlb_all; xen_evtchn_do_upcall, evtchn_set_pending",
    guards = {"S17", "L1"},
    convicts = {"E04"},
    control = "Control_03_Call")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc =
        "vcpu1 clears the flag -> takes the selector -> whatever comes later raises the flag anew")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc =
        "vcpu1 takes the selector -> vcpu0 raises the flag -> vcpu1 clears it -> the next call is"
            + " not told")
public class Ipi_07_EventsInARow extends Scene {
  private final Task other;

  public Ipi_07_EventsInARow() {
    super(story().frames(8));
    other = machine.task(machine.mm(0));
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.sendReschedule(cpu0, 1);
    kernel.flushTlbAll(cpu0);
    kernel.flushTlbAll(cpu0);
  }

  @Override
  protected void vcpu1() {
    kernel.contextSwitch(cpu1, other);
  }

  @Actor
  public void actor0() {
    play0();
  }

  @Actor
  public void actor1() {
    play1();
  }

  @Arbiter
  public void judge(LL_Result r) {
    r.r1 = verdict();
    r.r2 = window();
  }

  /// The same on the kernels that history got wrong here.
  @JCStressTest
  @State
  @InTurn
  @Outcome(id = ".*, held, .*", expect = ACCEPTABLE, desc = "as above")
  @Outcome(
      id = "E04, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the upcall flag is cleared after the selector is taken")
  public static class Mutants extends Ipi_07_EventsInARow {
    @Override
    @Actor
    public void actor0() {
      play0();
    }

    @Override
    @Actor
    public void actor1() {
      play1();
    }

    @Arbiter
    public void judge(LLL_Result r) {
      r.r1 = kernelName();
      r.r2 = verdict();
      r.r3 = window();
    }
  }

  /// Picking up in two words. If the exchange is no full barrier, the store to the flag can be seen
  /// after it (museum E04w), and wipe out the notice of whoever found the selector clear. x86
  /// exchanges with a locked instruction.
  ///
  /// Result: Never on x86, Sometimes on weaker machines.
  ///
  ///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, quick, the forks with both actors compiled:
  ///
  ///       0, 0  21,186,051   44.34%
  ///       1, 0           0    0.00%
  ///       1, 1  26,599,971   55.66%
  @JCStressTest
  @State
  @Outcome(
      id = "1, 0",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the selector is set and the flag is not: nobody will look, nobody will tell")
  @Outcome(expect = ACCEPTABLE, desc = "all is picked up, or the flag is raised again")
  public static class Model {
    private static final VarHandle SELECTOR = handle("selector");
    private static final VarHandle FLAG = handle("flag");

    private static VarHandle handle(String field) {
      try {
        return MethodHandles.lookup().findVarHandle(Model.class, field, int.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    int selector = 1;
    int flag = 1;

    @Actor
    public void pickUp() {
      FLAG.setOpaque(this, 0);
      int _ = (int) SELECTOR.getAndSetAcquire(this, 0);
    }

    @Actor
    public void send() {
      if ((int) SELECTOR.getAndBitwiseOr(this, 1) == 0) {
        FLAG.setVolatile(this, 1);
      }
    }

    @Arbiter
    public void judge(II_Result r) {
      r.r1 = (int) SELECTOR.getVolatile(this);
      r.r2 = (int) FLAG.getVolatile(this);
    }
  }
}

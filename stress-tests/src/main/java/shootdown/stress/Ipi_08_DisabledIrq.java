package shootdown.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import shootdown.event.IpiVector;
import shootdown.machine.InTurn;
import shootdown.machine.Scene;
import shootdown.machine.Story;

/// Is an interrupt that comes while it is disabled taken when it is enabled?
///
/// Result: Never for the fixed kernel and the seed; Sometimes for E06.
///
/// vcpu1 disables its CALL_FUNCTION interrupt for a moment, and vcpu0 calls it. A call that finds
/// the port masked sets its pending bit and tells nobody: whoever unmasks it must look, and raise
/// it himself (museum E06). vcpu0 waits, so there is no next one that would bring this one along.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart         3,967    0.77%
///       held, overlapped  511,549   99.23%
///
///     seed
///       held, apart        3,738    4.04%
///       held, overlapped  88,866   95.96%
///
///     E06
///       S17 pending event was not announced to its vCPU, overlapped  122,618   20.79%
///       held, apart                                                   40,676    6.90%
///       held, overlapped                                             426,394   72.31%
@JCStressTest
@State
@Story(
    question = "Is a call that comes while its interrupt is disabled answered when it is enabled?",
    standsFor = "disable_irq, enable_irq, unmask_evtchn; flush_tlb_all",
    guards = {"S17", "L3"},
    convicts = {"E06"},
    control = "Control_03_Call")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu0 finds the port masked -> vcpu1 unmasks it, sees it pending and raises it")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 finds the port masked -> vcpu1 unmasks it and goes on -> nobody is told")
public class Ipi_08_DisabledIrq extends Scene {

  public Ipi_08_DisabledIrq() {
    super(story().frames(4));

    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.flushTlbAll(cpu0);
  }

  @Override
  protected void vcpu1() {
    kernel.disableIrq(cpu1, 1, IpiVector.CALL_FUNCTION);
    kernel.enableIrq(cpu1, 1, IpiVector.CALL_FUNCTION);
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
      id = "E06, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "an interrupt that came while disabled is not raised on enable")
  public static class Mutants extends Ipi_08_DisabledIrq {
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
}

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

/// Is an interrupt that another vCPU has disabled and enabled again still taken by the one it
/// belongs to?
///
/// Result: Never for the fixed kernel and the seed; Always for E03.
///
/// vcpu0 disables an interrupt that is bound to vcpu1, as a driver may that runs there; our machine
/// has no devices, so it is vcpu1's RESCHEDULE. It comes meanwhile, and is pending when vcpu0
/// enables it again. Not vcpu0 has to be told now but vcpu1, asleep in SCHEDOP_block, which is why
/// unmasking a port of another vCPU is a hypercall (2005, 3e61615263; museum E03).
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart         3,367    0.72%
///       held, overlapped  462,997   99.28%
///
///     seed
///       held, apart         6,425    1.71%
///       held, overlapped  368,803   98.29%
///
///     E03
///       S17 pending event was not announced to its vCPU, apart        67,485   14.18%
///       S17 pending event was not announced to its vCPU, overlapped  408,539   85.82%
@JCStressTest
@State
@Story(
    question = "Is an event that another vCPU unmasks told to the vCPU that the port is bound to?",
    standsFor = "disable_irq, enable_irq, unmask_evtchn, EVTCHNOP_unmask; cpu_idle, do_block",
    guards = {"S17", "L4"},
    convicts = {"E03"},
    control = "Control_03_Call")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu0 unmasks by hypercall -> the hypervisor raises the event on vcpu1 -> vcpu1 wakes")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 unmasks and raises the event on itself -> vcpu1 sleeps for ever")
public class Ipi_09_EnabledElsewhere extends Scene {

  public Ipi_09_EnabledElsewhere() {
    super(story().frames(4));

    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.disableIrq(cpu0, 1, IpiVector.RESCHEDULE);
    kernel.sendReschedule(cpu0, 1);
    kernel.enableIrq(cpu0, 1, IpiVector.RESCHEDULE);
  }

  @Override
  protected void vcpu1() {
    kernel.cpuIdle(cpu1);
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
      id = "E03, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "unmasking a port bound to another vCPU tells the wrong one")
  public static class Mutants extends Ipi_09_EnabledElsewhere {
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

package shootdown.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import shootdown.machine.Scene;
import shootdown.machine.Story;

/// Can a wake-up be lost between looking for work and going to sleep?
///
/// Result: Never for the fixed kernel and the seed.
///
/// vcpu1 idles: it looks whether it is wanted, with interrupts off, and blocks. vcpu0 calls it, and
/// then wants it for another task. Each event may come before the look, between the look and the
/// block, or while vcpu1 sleeps; none may leave it asleep.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, overlapped  181,692  100.00%
///
///     seed
///       held, overlapped  221,116  100.00%
@JCStressTest
@State
@Story(
    question = "Can an event be lost between the look for work and SCHEDOP_block?",
    standsFor =
        "cpu_idle, xen_safe_halt, do_block; evtchn_set_pending, vcpu_kick, xen_smp_send_reschedule",
    guards = {"S17", "L3", "L4"},
    control = "Control_03_Call")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "the event is pending when vcpu1 blocks, or wakes it")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu1 sleeps with an event pending -> vcpu0 waits for ever")
public class Ipi_04_Blocked extends Scene {

  public Ipi_04_Blocked() {
    super(story().frames(4));

    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.flushTlbAll(cpu0);
    kernel.sendReschedule(cpu0, 1);
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
}

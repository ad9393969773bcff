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

/// Is a vCPU that has just come online called, and does it answer?
///
/// Result: Never for the fixed kernel and the seed.
///
/// vcpu0 brings vcpu1 up and calls everybody at once. vcpu1 begins with interrupts off; the call stays
/// pending until it turns them on, and vcpu0 waits. Then vcpu1 calls in turn. Its ports were bound
/// before anybody could see it online, for ever; the first time is `Cpu_05_FirstUpBesideCall`.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, overlapped  177,596  100.00%
///
///     seed
///       held, overlapped  137,148  100.00%
@JCStressTest
@State
@Story(
    question =
        "Does a vCPU that has just come online answer a call that was sent before its first step?",
    standsFor = "xen_cpu_up, cpu_bringup, xen_smp_intr_init; flush_tlb_all",
    guards = {"S19", "L1"},
    control = "Control_03_Call")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu0 sets vcpu1 online and calls -> vcpu1 turns interrupts on and answers")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 calls a vCPU without ports, or waits for one that never answers")
public class Cpu_01_UpBesideCall extends Scene {

  public Cpu_01_UpBesideCall() {
    super(story().frames(4));
    machine.takeDown(cpu1);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.cpuUp(cpu0, cpu1);
    kernel.flushTlbAll(cpu0);
  }

  @Override
  protected void vcpu1() {
    comeUp(cpu1);
    kernel.flushTlbAll(cpu1);
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

package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.machine.Story;

/// Two vCPUs call everybody while the third comes online.
///
/// Result: Never for the fixed kernel, never for the seed.
///
/// vcpu0 brings vcpu2 up and calls; vcpu1 calls at the same time, and may find vcpu2 online before
/// its first step, or not at all. vcpu2 begins with interrupts off, turns them on, and calls in
/// turn: it is a target and a caller with hardly a step between.
@Story(
    question =
        "Is a vCPU that comes online beside two calls counted by those who see it, and by no"
            + " other?",
    standsFor = "xen_cpu_up, cpu_bringup; flush_tlb_all, xen_smp_call_function_mask",
    guards = {"S14", "S19", "L1"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "who sees vcpu2 online waits until it has turned interrupts on and answered")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "somebody calls a vCPU without ports, or waits for one that was not sent to")
public class Cpu_04_UpBesideTwoCalls extends ThreeVcpus {
  public Cpu_04_UpBesideTwoCalls() {
    super(three().frames(4));
    machine.takeDown(cpu2);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.cpuUp(cpu0, cpu2);
    kernel.flushTlbAll(cpu0);
  }

  @Override
  protected void vcpu1() {
    kernel.flushTlbAll(cpu1);
  }

  @Override
  protected void vcpu2() {
    comeUp(cpu2);
    kernel.flushTlbAll(cpu2);
  }
}

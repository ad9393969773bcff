package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.machine.Story;

/// Two vCPUs call everybody while the third goes offline.
///
/// Result: Never for the fixed kernel, Sometimes for the seed.
///
/// vcpu2 takes `call_lock` to leave, and so do the two who call: before both, between the two, or
/// after. While it waits for the lock it may have to answer one call or both, and who calls after
/// it has gone must not count it, though he made up his mind to call before.
@Story(
    question = "Do two calls at once both know whether a third vCPU has gone offline?",
    standsFor = "flush_tlb_all, xen_smp_call_function_mask; xen_cpu_disable, xen_cpu_die",
    guards = {"S14", "S19", "L1"},
    convicts = {"seed"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu2 answers whoever has the lock before it, and is counted by nobody after it")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "somebody reads the mask -> vcpu2 goes -> he counts it and waits for ever")
public class Cpu_03_DownBesideTwoCalls extends ThreeVcpus {
  public Cpu_03_DownBesideTwoCalls() {
    super(three().frames(4));
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.flushTlbAll(cpu0);
  }

  @Override
  protected void vcpu1() {
    kernel.flushTlbAll(cpu1);
  }

  @Override
  protected void vcpu2() {
    kernel.cpuDown(cpu2);
  }
}

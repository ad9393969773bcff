package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.machine.Story;

/// One vCPU goes down while another comes up and calls everybody.
///
/// Result: Never for the fixed kernel.
///
/// The online map changes in two places at once. vcpu1 leaves it under `call_lock`; vcpu0 sets
/// vcpu2's bit without; vcpu2 calls whoever is in it, and may wait for the lock that vcpu1 leaves
/// with.
@Story(
    question = "Does a vCPU that has just come up await one that has just gone?",
    standsFor = "xen_cpu_up, cpu_bringup; xen_cpu_disable, xen_cpu_die; flush_tlb_all",
    guards = {"S14", "S19", "S20", "L1"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 answers and goes, or goes and is not counted")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu2 awaits vcpu1, which has gone, or a bit of the map is lost")
public class Cpu_07_DownBesideUp extends ThreeVcpus {
  public Cpu_07_DownBesideUp() {
    super(three().frames(4));
    machine.takeDown(cpu2);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.cpuUp(cpu0, cpu2);
  }

  @Override
  protected void vcpu1() {
    kernel.cpuDown(cpu1);
  }

  @Override
  protected void vcpu2() {
    comeUp(cpu2);
    kernel.flushTlbAll(cpu2);
  }
}

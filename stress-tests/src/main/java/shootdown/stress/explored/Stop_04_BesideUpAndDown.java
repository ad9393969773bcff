package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.machine.Story;

/// One vCPU stops the others just after it brought one up, which goes down again by itself.
///
/// Result: Never for the fixed kernel.
///
/// vcpu0 brings vcpu2 up, stops everybody and wants a flush everywhere. vcpu2 comes up and goes
/// down: it leaves the online map by itself, or is stopped, or both are about to happen. vcpu1
/// calls everybody meanwhile.
@Story(
    question = "Does who stops the others know one that comes up and one that goes down by itself?",
    standsFor =
        "xen_smp_send_stop, stop_self; xen_cpu_up, cpu_bringup, xen_cpu_disable; flush_tlb_all",
    guards = {"S1", "S2", "S14", "S15", "S17", "S19", "S20", "L1", "L2"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu2 has gone before vcpu0 has call_lock, or is stopped -> vcpu0 calls nobody")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 awaits who went by itself, or a call finds who is stopped still online")
public class Stop_04_BesideUpAndDown extends ThreeVcpus {
  public Stop_04_BesideUpAndDown() {
    super(three().frames(4));
    machine.takeDown(cpu2);
    curtain();
  }

  @Override
  protected boolean leavesOne() {
    return true;
  }

  @Override
  protected void vcpu0() {
    kernel.cpuUp(cpu0, cpu2);
    kernel.sendStop(cpu0);
    kernel.flushTlbAll(cpu0);
  }

  @Override
  protected void vcpu1() {
    kernel.flushTlbAll(cpu1);
  }

  @Override
  protected void vcpu2() {
    comeUp(cpu2);
    kernel.cpuDown(cpu2);
  }
}

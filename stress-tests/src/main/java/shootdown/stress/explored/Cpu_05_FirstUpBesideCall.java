package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.machine.Story;

/// A vCPU calls everybody while another comes up that was never up before.
///
/// Result: Never for the fixed kernel, Sometimes for E01.
///
/// Once bound, a port stays bound, so that only the first time counts: vcpu2 has no ports yet when
/// vcpu0 begins to bring it up. Whoever sees it online must find a port to send to.
@Story(
    question =
        "Does a vCPU that comes up for the first time have a port when others see it online?",
    standsFor = "xen_cpu_up, xen_smp_intr_init; flush_tlb_all, xen_send_IPI_one",
    guards = {"S19", "L1"},
    convicts = {"E01"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 sees vcpu2 online -> sends to its port -> waits until it has come up")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 sets vcpu2 online -> vcpu1 sends to it -> vcpu0 binds its ports")
public class Cpu_05_FirstUpBesideCall extends ThreeVcpus {
  public Cpu_05_FirstUpBesideCall() {
    super(three().frames(4).maxcpus(2));
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.cpuUp(cpu0, cpu2);
  }

  @Override
  protected void vcpu1() {
    kernel.flushTlbAll(cpu1);
  }

  @Override
  protected void vcpu2() {
    comeUp(cpu2);
  }
}

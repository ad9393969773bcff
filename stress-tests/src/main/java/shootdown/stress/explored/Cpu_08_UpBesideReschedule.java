package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Cpu;
import shootdown.machine.Story;

/// A vCPU comes up for the first time while others want it to reschedule, and is stopped.
///
/// Result: Never for the fixed kernel.
///
/// A reschedule takes no lock: who sees vcpu2 online sends to its port. vcpu1 brings it up and then
/// stops everybody, and vcpu2 sends to vcpu0 on its own account, who may be stopped by then; its
/// port is still there.
@Story(
    question = "Does whoever sees a vCPU online find its port, from its first step to its last?",
    standsFor =
        "xen_cpu_up, xen_smp_intr_init; xen_smp_send_reschedule, xen_send_IPI_one;"
            + " xen_smp_send_stop",
    guards = {"S17", "S19", "L1"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu2 has its ports before it is online, and when it is not any more")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 sees vcpu2 online -> sends to it -> finds no port")
public class Cpu_08_UpBesideReschedule extends ThreeVcpus {
  public Cpu_08_UpBesideReschedule() {
    super(three().frames(4).maxcpus(2));
    curtain();
  }

  @Override
  protected void vcpu0() {
    reschedule(cpu0, 2);
    reschedule(cpu0, 2);
  }

  @Override
  protected void vcpu1() {
    kernel.cpuUp(cpu1, cpu2);
    kernel.sendStop(cpu1);
  }

  @Override
  protected void vcpu2() {
    comeUp(cpu2);
    reschedule(cpu2, 0);
  }

  /// As a scheduler does: without a lock.
  private void reschedule(Cpu cpu, int target) {
    if (machine.guest().online().containsOpaque(target)) {
      kernel.sendReschedule(cpu, target);
    }
  }
}

package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// Two threads of an mm exit at once, while a third vCPU leaves it by a queued switch.
///
/// Result: Never for the fixed kernel, Sometimes for the seed.
///
/// vcpu0 and vcpu1 run the two threads of mm1; the one that drops the last user must find the
/// other, which has become a borrower, and vcpu2, which borrows it all along and switches to a task
/// of mm2 meanwhile. The mask is read when it may lack vcpu2, which is leaving, and have the other,
/// which is about to leave.
@Story(
    question =
        "Does the last of two exiting threads find the other and a vCPU whose switch is still"
            + " queued?",
    standsFor = "exit_mm, mmput, drop_mm_ref; context_switch, switch_mm, xen_write_cr3",
    guards = {"S4", "S8", "S13"},
    convicts = {"seed"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "the last one finds both in the mask or by xen_current_cr3 -> they leave -> it unpins")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "the last one finds one of them only, and unpins under the other")
public class Exit_16_TwoThreadsAndABorrower extends ThreeVcpus {
  private final Task first;
  private final Task second;
  private final Task other;

  public Exit_16_TwoThreadsAndABorrower() {
    super(three().frames(13));
    Mm mm = machine.mm(0);
    first = machine.task(mm);
    second = machine.thread(mm);
    other = machine.task(machine.mm(0));
    Task _ = machine.borrower(cpu2, mm);
    machine.run(cpu0, first);
    machine.run(cpu1, second);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.exitMm(first);
  }

  @Override
  protected void vcpu1() {
    kernel.exitMm(second);
  }

  @Override
  protected void vcpu2() {
    kernel.contextSwitch(cpu2, other);
  }
}

package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// Two exits of different mms want the same vCPU: does each find it off its own table?
///
/// Result: Never for the fixed kernel, Sometimes for the seed.
///
/// vcpu2 borrows the table of mm1, switches to a thread of mm2, and exits from that. vcpu0 exits
/// from mm1, vcpu1 is the other thread of mm2 and exits too. So vcpu2 is called about mm1 while it
/// enters mm2, or about mm2 while it leaves it, or by neither, and it may be the one who takes mm2
/// down and calls vcpu1, who waits for `call_lock` to call vcpu2.
@Story(
    question = "Do two exits that call the same vCPU each find it off their table?",
    standsFor = "exit_mm, xen_exit_mmap, drop_mm_ref, xen_smp_call_function_mask; context_switch",
    guards = {"S4", "S13", "S14", "S15", "S16", "L1"},
    convicts = {"seed"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu2 leaves each table before it is unpinned, by its own switch or by the call")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "one is unpinned while vcpu2 has it in cr3, or two wait for each other")
public class Exit_11_TwoMms extends ThreeVcpus {
  private final Task last;
  private final Task first;
  private final Task second;

  public Exit_11_TwoMms() {
    super(three().frames(13));
    Mm mm1 = machine.mm(0);
    Mm mm2 = machine.mm(0);
    last = machine.task(mm1);
    first = machine.task(mm2);
    second = machine.thread(mm2);
    Task _ = machine.borrower(cpu2, mm1);
    machine.run(cpu0, last);
    machine.run(cpu1, first);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.exitMm(last);
  }

  @Override
  protected void vcpu1() {
    kernel.exitMm(first);
  }

  @Override
  protected void vcpu2() {
    kernel.contextSwitch(cpu2, second);
    kernel.exitMm(second);
  }
}

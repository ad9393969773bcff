package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// The ring of four: do two pairs that do not know each other change what a ring of three shows?
///
/// Result: Never for the fixed kernel, Sometimes for the seed.
///
/// As [Exit_13_Ring], with one more: here two vCPUs can be in the middle of calls that have nothing
/// to do with each other, and `call_lock` has three to wait for it.
@Story(
    question = "Does every vCPU of a ring of four come through?",
    standsFor =
        "exit_mm, xen_exit_mmap, drop_mm_ref, xen_smp_call_function_mask; context_switch,"
            + " switch_mm",
    guards = {"S4", "S8", "S16", "L1", "L2"},
    convicts = {"seed"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "each is called, or has left by itself -> its predecessor unpins")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "one unpins what the next still has in cr3, or all wait for each other")
public class Exit_14_RingOfFour extends FourVcpus {
  private final Task last0;
  private final Task last1;
  private final Task last2;
  private final Task last3;

  public Exit_14_RingOfFour() {
    super(four().frames(23));
    Mm mm0 = machine.mm(0);
    Mm mm1 = machine.mm(0);
    Mm mm2 = machine.mm(0);
    Mm mm3 = machine.mm(0);
    last0 = machine.task(mm0);
    last1 = machine.task(mm1);
    last2 = machine.task(mm2);
    last3 = machine.task(mm3);
    Task _ = machine.borrower(cpu1, mm0);
    Task _ = machine.borrower(cpu2, mm1);
    Task _ = machine.borrower(cpu3, mm2);
    Task _ = machine.borrower(cpu0, mm3);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.contextSwitch(cpu0, last0);
    kernel.exitMm(last0);
  }

  @Override
  protected void vcpu1() {
    kernel.contextSwitch(cpu1, last1);
    kernel.exitMm(last1);
  }

  @Override
  protected void vcpu2() {
    kernel.contextSwitch(cpu2, last2);
    kernel.exitMm(last2);
  }

  @Override
  protected void vcpu3() {
    kernel.contextSwitch(cpu3, last3);
    kernel.exitMm(last3);
  }
}

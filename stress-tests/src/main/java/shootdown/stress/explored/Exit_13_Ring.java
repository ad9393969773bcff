package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// A ring of shootdowns: each vCPU exits from an mm that the next one borrows.
///
/// Result: Never for the fixed kernel, Sometimes for the seed.
///
/// Each vCPU begins as a borrower of its predecessor's mm, switches to the last task of its own,
/// and exits from that. So each is to be called by its predecessor, at a time when it may be in the
/// middle of its switch, spinning on `call_lock` for its own call, waiting for its answer, or
/// unpinning.
@Story(
    question = "Does every vCPU of a ring, each exiting from what the next borrows, come through?",
    standsFor =
        "exit_mm, xen_exit_mmap, drop_mm_ref, xen_smp_call_function_mask; context_switch,"
            + " switch_mm",
    guards = {"S1", "S2", "S4", "S5", "S8", "S9", "S14", "S15", "S16", "S18", "S22", "L1", "L2"},
    convicts = {"seed"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "each is called, or has left by itself -> its predecessor unpins")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "one unpins what the next still has in cr3, or all wait for each other")
public class Exit_13_Ring extends ThreeVcpus {
  private final Task last0;
  private final Task last1;
  private final Task last2;

  public Exit_13_Ring() {
    super(three().frames(18));
    Mm mm0 = machine.mm(0);
    Mm mm1 = machine.mm(0);
    Mm mm2 = machine.mm(0);
    last0 = machine.task(mm0);
    last1 = machine.task(mm1);
    last2 = machine.task(mm2);
    Task _ = machine.borrower(cpu1, mm0);
    Task _ = machine.borrower(cpu2, mm1);
    Task _ = machine.borrower(cpu0, mm2);
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
}

package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// Two vCPUs that borrow an mm go offline at once while its last task exits: does exit await
/// neither in vain?
///
/// Result: Never for the fixed kernel, Sometimes for the seed.
///
/// Both take `call_lock` to leave, and so does the exit to call them. Whichever order the lock
/// gives, who is gone is not counted and has left the table, and who is still there answers while
/// it waits for the lock.
@Story(
    question = "Does exit find two borrowers off the table that both go offline?",
    standsFor = "exit_mm, drop_mm_ref, xen_smp_call_function_mask; xen_cpu_disable, xen_cpu_die",
    guards = {"S1", "S2", "S4", "S8", "S10", "S14", "S16", "S17", "S19", "S20", "L1", "L2"},
    convicts = {"seed"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "each answers vcpu0 and goes, or goes first and is not counted -> vcpu0 unpins")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "one is counted and gone, or is gone and has the table in its cr3")
public class Exit_21_TwoOffline extends ThreeVcpus {
  private final Task last;

  public Exit_21_TwoOffline() {
    super(three().frames(8));
    Mm mm = machine.mm(0);
    last = machine.task(mm);
    Task _ = machine.borrower(cpu1, mm);
    Task _ = machine.borrower(cpu2, mm);
    machine.run(cpu0, last);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.exitMm(last);
  }

  @Override
  protected void vcpu1() {
    kernel.cpuDown(cpu1);
  }

  @Override
  protected void vcpu2() {
    kernel.cpuDown(cpu2);
  }
}

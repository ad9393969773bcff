package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// One vCPU stops the others while they call each other: does anybody wait for ever?
///
/// Result: Never for the fixed kernel, Sometimes for the seed.
///
/// vcpu0 stops the others and wants a flush everywhere. vcpu1 borrows an mm and calls everybody;
/// vcpu2 exits from the mm and calls vcpu1. One call at a time: so each of the three has its turn,
/// or is stopped while it waits for it, and a call that vcpu0 sends is about what it was sent for.
@Story(
    question = "Can stopping the others come between two calls, or into the middle of one?",
    standsFor = "xen_smp_send_stop, stop_self; xen_smp_call_function_mask, drop_mm_ref",
    guards = {"S1", "S2", "S4", "S8", "S9", "S10", "S14", "S15", "S19", "S20", "S22", "L1", "L2"},
    convicts = {"seed"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 and vcpu2 are through with their calls, or wait for call_lock -> they stop")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "a call goes out while another is under way, or somebody awaits who has stopped")
public class Stop_03_BesideCallAndExit extends ThreeVcpus {
  private final Task last;

  public Stop_03_BesideCallAndExit() {
    super(three().frames(8));
    Mm mm = machine.mm(0);
    last = machine.task(mm);
    Task _ = machine.borrower(cpu1, mm);
    machine.run(cpu2, last);
    curtain();
  }

  @Override
  protected boolean leavesOne() {
    return true;
  }

  @Override
  protected void vcpu0() {
    kernel.sendStop(cpu0);
    kernel.flushTlbAll(cpu0);
  }

  @Override
  protected void vcpu1() {
    kernel.flushTlbAll(cpu1);
  }

  @Override
  protected void vcpu2() {
    kernel.exitMm(last);
  }
}

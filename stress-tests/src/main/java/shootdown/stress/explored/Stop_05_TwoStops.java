package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// Two vCPUs stop everybody at once, while a third switches to a user task and execs.
///
/// Result: Never for the fixed kernel.
///
/// One of the two has `call_lock`, and the other is stopped while it waits for it. vcpu2 is stopped
/// in the middle of whatever it does, and must leave a page table that it has just loaded, or has
/// queued for loading.
@Story(
    question =
        "When two vCPUs stop everybody at once, is one left, and is nobody left behind in a page"
            + " table?",
    standsFor = "xen_smp_send_stop, stop_self; context_switch; exec_mmap, xen_activate_mm",
    guards = {"S1", "S2", "S14", "S15", "S19", "S20", "L1", "L2"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "whoever has call_lock first stops the other two -> both load swapper and leave the map")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "both wait for each other, or vcpu2 goes down with a user page table")
public class Stop_05_TwoStops extends ThreeVcpus {
  private final Task thread;
  private final Mm program;

  public Stop_05_TwoStops() {
    super(three().frames(13));
    thread = machine.task(machine.mm(0));
    program = machine.unpinnedMm(0);
    curtain();
  }

  @Override
  protected boolean leavesOne() {
    return true;
  }

  @Override
  protected void vcpu0() {
    kernel.sendStop(cpu0);
  }

  @Override
  protected void vcpu1() {
    kernel.sendStop(cpu1);
  }

  @Override
  protected void vcpu2() {
    kernel.contextSwitch(cpu2, thread);
    kernel.exec(thread, program);
  }
}

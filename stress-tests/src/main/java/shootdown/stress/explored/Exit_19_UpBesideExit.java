package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// A vCPU that was down comes up again, runs a thread of an mm and gives it up: does exit find it?
///
/// Result: Never for the fixed kernel.
///
/// vcpu2 borrowed the mm before it went down. vcpu1 brings it up again, and it switches to a thread
/// of the same mm, which exits and leaves it lazy. vcpu0 exits from the mm too, and may be the
/// last: then it must call vcpu2, who must be online by the time it can hold a table, and must know
/// of the mm what is true now, not what was true when it went down.
@Story(
    question =
        "Does exit reach a vCPU that has just come up again and borrows what it borrowed before?",
    standsFor = "xen_cpu_up, cpu_bringup, context_switch, exit_mm; xen_exit_mmap, drop_mm_ref",
    guards = {"S1", "S4", "S8", "S9", "S10", "S14", "S16", "S19", "S20", "S22", "L1"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc =
        "vcpu2 is online before it runs -> whoever is last calls the other, or nobody holds the"
            + " table")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu2 runs before it is online -> vcpu0 does not call it and unpins what it has in cr3")
public class Exit_19_UpBesideExit extends ThreeVcpus {
  private final Task last;
  private final Task thread;

  public Exit_19_UpBesideExit() {
    super(three().frames(8));
    Mm mm = machine.mm(0);
    last = machine.task(mm);
    thread = machine.thread(mm);
    Task _ = machine.borrower(cpu2, mm);
    machine.takeDown(cpu2);
    machine.run(cpu0, last);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.exitMm(last);
  }

  @Override
  protected void vcpu1() {
    kernel.cpuUp(cpu1, cpu2);
  }

  @Override
  protected void vcpu2() {
    comeUp(cpu2);
    kernel.contextSwitch(cpu2, thread);
    kernel.exitMm(thread);
  }
}

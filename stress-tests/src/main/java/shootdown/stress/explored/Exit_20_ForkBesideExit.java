package shootdown.stress.explored;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Outcome;
import shootdown.guest.Task;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// One thread forks and exits while the other exits and a third vCPU leaves: who takes what down?
///
/// Result: Never for the fixed kernel, Sometimes for the seed.
///
/// vcpu0 copies the mm, pins the copy and exits; vcpu1, the other thread, exits; vcpu2 borrows the
/// mm and switches to the task of another. Whoever is last unpins the parent while the child is
/// being pinned or has just been, and the pages they do not share are counted twice by nobody.
@Story(
    question = "Is a parent unpinned by itself while its child is being pinned?",
    standsFor = "dup_mmap, xen_dup_mmap, exit_mm, xen_exit_mmap, drop_mm_ref; context_switch",
    guards = {"S1", "S2", "S3", "S4", "S5", "S11", "S12", "S13", "S16", "S21", "L1", "L2", "L5"},
    convicts = {"seed"})
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc =
        "the last of the two threads finds vcpu2 off the parent -> the child stays as it was"
            + " pinned")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "the parent is unpinned under vcpu2, or what is the child's is unpinned with it")
public class Exit_20_ForkBesideExit extends ThreeVcpus {
  private final Mm parent;
  private final Task forking;
  private final Task thread;
  private final Task other;

  public Exit_20_ForkBesideExit() {
    super(three().frames(18));
    parent = machine.mm(0);
    forking = machine.task(parent);
    thread = machine.thread(parent);
    other = machine.task(machine.mm(0));
    Task _ = machine.borrower(cpu2, parent);
    machine.run(cpu0, forking);
    machine.run(cpu1, thread);
    curtain();
  }

  @Override
  protected void vcpu0() {
    Mm _ = kernel.dupMmap(forking, parent);
    kernel.exitMm(forking);
  }

  @Override
  protected void vcpu1() {
    kernel.exitMm(thread);
  }

  @Override
  protected void vcpu2() {
    kernel.contextSwitch(cpu2, other);
  }
}

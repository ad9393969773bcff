package shootdown.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import shootdown.guest.Task;
import shootdown.machine.Scene;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// Does a fork leave the parent's page table loadable at every moment?
///
/// Result: Never for the fixed kernel and the seed.
///
/// vcpu0 forks: under the parent's `page_table_lock` it copies the pages, then it pins the child.
/// Meanwhile vcpu1 switches to another thread of the parent: NEW_BASEPTR takes a reference on the
/// very table that is being read, and both count references on the kernel's tables that all share.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart        16,378    6.39%
///       held, overlapped  240,066   93.61%
///
///     seed
///       held, apart        12,153   10.65%
///       held, overlapped  101,955   89.35%
@JCStressTest
@State
@Story(
    question = "Can a vCPU load the page table that a fork is copying, while the child is pinned?",
    standsFor = "dup_mmap, xen_dup_mmap, xen_pgd_pin; context_switch, NEW_BASEPTR",
    guards = {"S1", "S2"},
    control = "Control_02_Sync")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 loads the parent before, while or after vcpu0 pins the child")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "a reference is lost, or vcpu1 is refused the table")
public class Pin_01_ForkBesideSwitch extends Scene {
  private final Mm parent;
  private final Task forking;
  private final Task otherThread;

  public Pin_01_ForkBesideSwitch() {
    super(story().frames(13));
    parent = machine.mm(0);
    forking = machine.task(parent);
    otherThread = machine.thread(parent);
    machine.run(cpu0, forking);
    curtain();
  }

  @Override
  protected void vcpu0() {
    Mm _ = kernel.dupMmap(forking, parent);
  }

  @Override
  protected void vcpu1() {
    kernel.contextSwitch(cpu1, otherThread);
  }

  @Actor
  public void actor0() {
    play0();
  }

  @Actor
  public void actor1() {
    play1();
  }

  @Arbiter
  public void judge(LL_Result r) {
    r.r1 = verdict();
    r.r2 = window();
  }
}

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

/// Is a new page-table page a table before anybody can walk to it?
///
/// Result: Never for the fixed kernel and the seed.
///
/// vcpu0 faults a page in where mm1 has no tables yet: each new one is made read-only, then linked
/// into the pinned tree. vcpu1 switches to a thread of mm1 and walks there meanwhile: it finds nothing,
/// or a whole path.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart        16,187    5.44%
///       held, overlapped  281,217   94.56%
///
///     seed
///       held, apart        16,323    3.61%
///       held, overlapped  436,217   96.39%
@JCStressTest
@State
@Story(
    question = "Is a table read-only before it is linked into a tree that another vCPU is loading?",
    standsFor = "do_anonymous_page, pte_alloc_map, xen_alloc_pt, xen_set_pmd; context_switch",
    guards = {"S3", "S11", "S12"},
    control = "Control_02_Sync")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu0 remaps, then links -> vcpu1 walks through a table")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 links a page that is still writable, or is refused")
public class Table_01_GrowBesideSwitch extends Scene {
  private final Mm mm;
  private final Task task;
  private final Task otherThread;

  public Table_01_GrowBesideSwitch() {
    super(story().frames(11));
    mm = machine.mm(0);
    task = machine.task(mm);
    otherThread = machine.thread(mm);
    machine.run(cpu0, task);
    curtain();
  }

  @Override
  protected void vcpu0() {
    int _ = kernel.mapPage(task, mm, 16);
  }

  @Override
  protected void vcpu1() {
    kernel.contextSwitch(cpu1, otherThread);
    speculate(cpu1, 16);
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

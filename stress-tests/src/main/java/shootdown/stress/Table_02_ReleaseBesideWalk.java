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

/// Is a page-table page given back only when nobody can be walking through it?
///
/// Result: Never for the fixed kernel; Sometimes for the seed. Where the oracle looks, the seed is
/// seen to leave PG_pinned on the page (2007, c946c7de; museum B07); the allocator of its time
/// cleared the flag, so the story does not count on it. No walk is caught: the hypervisor flushes
/// when the page changes its type.
///
/// vcpu0 unmaps the only page below a pte page and gives the pte page back: unlinks it, makes it
/// writable, flushes, frees it. vcpu1 switches to a thread of mm1 and walks there meanwhile.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart        16,511   11.91%
///       held, overlapped  122,173   88.09%
///
///     seed
///       S11 PG_pinned, linear mapping and pinned tree do not go together, apart            16    0.01%
///       S11 PG_pinned, linear mapping and pinned tree do not go together, overlapped      145    0.09%
///       held, apart                                                                    17,734   10.73%
///       held, overlapped                                                              147,413   89.17%
@JCStressTest
@State
@Story(
    question = "Can a vCPU walk through a pte page that has been given back?",
    standsFor = "unmap_region, free_pte_range, xen_release_pt, tlb_finish_mmu; context_switch",
    guards = {"S3", "S10", "S11"},
    control = "Control_04_Flush")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu0 unlinks -> makes the page writable -> flushes vcpu1 -> frees it")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 frees the page -> vcpu1 walks through it, or remembers what it linked")
public class Table_02_ReleaseBesideWalk extends Scene {
  private final Mm mm;
  private final Task task;
  private final Task otherThread;

  public Table_02_ReleaseBesideWalk() {
    super(story().frames(11));
    mm = machine.mm(0, 16);
    task = machine.task(mm);
    otherThread = machine.thread(mm);
    machine.run(cpu0, task);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.unmap(task, mm, 16, 1);
    kernel.releaseTable(task, mm, 16);
  }

  @Override
  protected void vcpu1() {
    kernel.contextSwitch(cpu1, otherThread);
    speculate(cpu1, 16);
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

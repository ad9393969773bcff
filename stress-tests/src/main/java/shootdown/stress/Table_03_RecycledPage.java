package shootdown.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import shootdown.guest.Task;
import shootdown.machine.InTurn;
import shootdown.machine.Scene;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// Is a page that was a table once a page like any other?
///
/// Result: Never for the fixed kernel; Always for the seed and B07.
///
/// vcpu0 gives a pte page of mm1 back. The next program is built of recycled pages: that page becomes
/// a pte page of it, and is pinned with it. A page that still says PG_pinned is passed over by the pin
/// walk, stays writable, and PIN is refused (2008, c946c7de; museum B07). vcpu1 switches to a thread of
/// mm1 and walks there, so that the page is flushed from it in between.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart       16,579   17.24%
///       held, overlapped  79,609   82.76%
///
///     seed
///       S5 entry of a multicall refused, apart       103,577   79.44%
///       S5 entry of a multicall refused, overlapped   26,804   20.56%
///
///     B07
///       S5 entry of a multicall refused, apart       56,099   71.64%
///       S5 entry of a multicall refused, overlapped  22,212   28.36%
@JCStressTest
@State
@Story(
    question = "Can a pte page that was given back be pinned as part of another tree?",
    standsFor =
        "free_pte_range, xen_release_pt, alloc_page; xen_dup_mmap, pin_page; context_switch",
    guards = {"S5", "S11"},
    convicts = {"seed", "B07"},
    control = "Control_04_Flush")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu0 releases the page -> flushes vcpu1 -> uses it again -> pins it")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 releases the page, still flagged -> uses it again -> the pin passes it over")
public class Table_03_RecycledPage extends Scene {
  private final Mm mm;
  private final Mm program;
  private final Task task;
  private final Task otherThread;

  public Table_03_RecycledPage() {
    super(story().frames(13).batch(4, 8));
    mm = machine.mm(0, 1, 4);
    program = machine.unpinnedMm();
    task = machine.task(mm);
    otherThread = machine.thread(mm);
    machine.run(cpu0, task);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.unmap(task, mm, 4, 1);
    kernel.releaseTable(task, mm, 4);
    kernel.unmap(task, mm, 0, 2); // these come back first: what is mapped, and the table above
    int _ = kernel.mapPage(task, program, 0);
    kernel.archDupMmap(cpu0, program);
  }

  @Override
  protected void vcpu1() {
    kernel.contextSwitch(cpu1, otherThread);
    speculate(cpu1, 4);
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

  /// The same on the kernels that history got wrong here.
  @JCStressTest
  @State
  @InTurn
  @Outcome(id = ".*, held, .*", expect = ACCEPTABLE, desc = "as above")
  @Outcome(
      id = "seed, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "vcpu0 releases the page, still flagged -> uses it again -> the pin passes it over")
  @Outcome(
      id = "B07, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "PG_pinned stays on a page that is no page table any more")
  public static class Mutants extends Table_03_RecycledPage {
    @Override
    @Actor
    public void actor0() {
      play0();
    }

    @Override
    @Actor
    public void actor1() {
      play1();
    }

    @Arbiter
    public void judge(LLL_Result r) {
      r.r1 = kernelName();
      r.r2 = verdict();
      r.r3 = window();
    }
  }
}

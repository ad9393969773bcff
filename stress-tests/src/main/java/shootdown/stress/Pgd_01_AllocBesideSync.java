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

/// Does a page directory that is just being built get the kernel's new entries?
///
/// Result: Never for the fixed kernel and the seed; Sometimes for B06 and B06w.
///
/// vcpu0 makes an mm: copies the kernel's entries into a new page directory and puts it on the list.
/// vcpu1 gives the kernel a new entry and goes through the list to tell everybody. Either the copy has
/// the entry or the list has the copy; `pgd_lock` over both sees to that (museum B06). What is wrong
/// is wrong for good, and seen at the end: the oracle looks at every scene.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart        16,402   13.24%
///       held, overlapped  107,434   86.76%
///
///     seed
///       held, apart        13,660   10.03%
///       held, overlapped  122,464   89.97%
///
///     B06
///       S21 kernel entries of a listed page directory differ from swapper, overlapped    6,023    4.14%
///       held, apart                                                                     17,377   11.96%
///       held, overlapped                                                               121,940   83.90%
///
///     B06w
///       S21 kernel entries of a listed page directory differ from swapper, overlapped    8,101    5.57%
///       held, apart                                                                     17,714   12.19%
///       held, overlapped                                                               119,525   82.24%
@JCStressTest
@State
@Story(
    question = "Does a page directory that is just being built get the kernel's new entries?",
    standsFor = "pgd_alloc, pgd_ctor, pgd_list_add; vmalloc_sync_all",
    guards = {"S21"},
    convicts = {"B06", "B06w"},
    control = "Control_02_Sync")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu0 copies the new entry, or is on the list when vcpu1 walks it")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 copies -> vcpu1 adds the entry and walks the list -> vcpu0 joins it")
public class Pgd_01_AllocBesideSync extends Scene {
  private final Task thread;

  public Pgd_01_AllocBesideSync() {
    super(story().frames(6));
    thread = cpu1.current();
    curtain();
  }

  @Override
  protected void vcpu0() {
    Mm _ = kernel.mmAlloc(cpu0);
  }

  @Override
  protected void vcpu1() {
    int _ = kernel.vmallocExtend(thread, 1);
  }

  @Override
  protected boolean isJudgedAtItsEnd() {
    return true;
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
      id = "B06, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "a page directory that is being built is on no list yet")
  @Outcome(
      id = "B06w, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the list of page directories is walked without pgd_lock")
  public static class Mutants extends Pgd_01_AllocBesideSync {
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

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

/// Does exit reach a kernel thread that adopts another address space, and gives it back?
///
/// Result: Never for the fixed kernel; Sometimes for the seed, A04, A07d and A08.
///
/// As in Exit_03, but the kernel thread on vcpu1 adopts mm2 for a while, as asynchronous I/O does:
/// `use_mm` switches with interrupts on and pins nothing, so that the window is most of what vcpu1
/// does; `unuse_mm` makes it a borrower of mm2.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart         1,781    0.70%
///       held, overlapped  251,079   99.30%
///
///     seed
///       S4 pinned bit cleared while the table is still referenced, overlapped    8,749    4.42%
///       S9 leave_mm called while the TLB state is OK, overlapped                   322    0.16%
///       held, apart                                                              1,243    0.63%
///       held, overlapped                                                       187,591   94.79%
///
///     A04
///       S9 leave_mm called while the TLB state is OK, overlapped   8,613   14.66%
///       held, apart                                                  157    0.27%
///       held, overlapped                                          49,969   85.07%
///
///     A07d
///       S4 pinned bit cleared while the table is still referenced, overlapped   1,357    2.31%
///       held, apart                                                             7,274   12.39%
///       held, overlapped                                                       50,068   85.30%
///
///     A08
///       S4 pinned bit cleared while the table is still referenced, overlapped     317    0.54%
///       held, apart                                                               963    1.64%
///       held, overlapped                                                       57,445   97.82%
@JCStressTest
@State
@Story(
    question = "Does exit reach a kernel thread that adopts another mm with interrupts on?",
    standsFor = "exit_mm, drop_mm_ref, drop_other_mm_ref; use_mm, unuse_mm, switch_mm",
    guards = {"S4", "S9"},
    convicts = {"seed", "A04", "A07d", "A08"},
    control = "Control_01_Exit")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 loads mm2, or is called and loads swapper in between -> vcpu0 unpins mm1")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu1 is called in the middle of switch_mm -> it leaves what it is entering, or stays")
public class Exit_04_UseMm extends Scene {
  private final Task last;
  private final Task thread;
  private final Mm adopted;

  public Exit_04_UseMm() {
    super(story().frames(13));
    Mm mm = machine.mm(0);
    last = machine.task(mm);
    adopted = machine.mm(0);
    thread = machine.borrower(cpu1, mm);
    machine.run(cpu0, last);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.exitMm(last);
  }

  @Override
  protected void vcpu1() {
    kernel.useMm(thread, adopted);
    kernel.unuseMm(thread, adopted);
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
      desc =
          "vcpu1 is called in the middle of switch_mm -> it leaves what it is entering, or stays")
  @Outcome(
      id = "A04, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the handler calls leave_mm in the middle of switch_mm")
  @Outcome(
      id = "A07d, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "exit asks only those whose active_mm is still the mm")
  @Outcome(
      id = "A08, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the call is answered between the switch in name and the load")
  public static class Mutants extends Exit_04_UseMm {
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

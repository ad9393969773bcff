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
/// Result: Never for the fixed kernel, Sometimes for the seed.
///
/// As in Exit_03, but the kernel thread on vcpu1 adopts mm2 for a while, as asynchronous I/O does:
/// `use_mm` switches with interrupts on and pins nothing, so that the window is most of what vcpu1
/// does; `unuse_mm` makes it a borrower of mm2.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-23, jcstress, one JVM, 2 strides of 256:
///
///     fixed
///       held, apart           1,765    0.08%
///       held, overlapped  2,131,535   99.92%
///
///     seed
///       S4 pinned bit cleared while the table is still referenced, overlapped   11,760    7.63%
///       S9 leave_mm called while the TLB state is OK, overlapped                    65    0.04%
///       held, apart                                                                380    0.25%
///       held, overlapped                                                       141,839   92.08%
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-25, the cores busy (load 10 to 15), jcstress, one JVM, 2 strides of 256:
///
///     A04
///       S9 leave_mm called while the TLB state is OK, overlapped  311   70.05%
///       held, apart                                                28    6.31%
///       held, overlapped                                          105   23.65%
///
///     A08
///       S4 pinned bit cleared while the table is still referenced, overlapped   13    2.93%
///       held, apart                                                             14    3.16%
///       held, overlapped                                                       416   93.91%
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, one JVM, 2 strides of 256:
///
///     A07d
///       S4 pinned bit cleared while the table is still referenced, overlapped      6    0.14%
///       held, apart                                                            3,645   84.08%
///       held, overlapped                                                         684   15.78%
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
  @Outcome(id = ".*", expect = ACCEPTABLE_INTERESTING, desc = "convicted")
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

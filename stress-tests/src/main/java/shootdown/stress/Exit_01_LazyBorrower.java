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

/// Does exit reach a vCPU that borrows the page table and passes the loan on?
///
/// Result: Never for the fixed kernel and the seed; Always for A01. The seed was made for this; the
/// kernel before it asked nobody (museum A01).
///
/// vcpu1 runs a kernel thread, which borrows the table of mm1: it is in cr3 and nobody there uses
/// it. vcpu0 runs the last task of mm1, which exits: it drops its user and calls whoever is in the
/// mask. Meanwhile vcpu1 switches to another kernel thread, which borrows the same table in turn;
/// the call comes before, in the middle or after. Wherever it comes, vcpu1 must have loaded swapper
/// before vcpu0 unpins, and the structure of mm1 must outlive both loans.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart           940    0.57%
///       held, overlapped  162,832   99.43%
///
///     seed
///       held, apart         2,093    1.26%
///       held, overlapped  163,727   98.74%
///
///     A01
///       S4 pinned bit cleared while the table is still referenced, apart       154,267   56.88%
///       S4 pinned bit cleared while the table is still referenced, overlapped  116,957   43.12%
@JCStressTest
@State
@Story(
    question = "Does exit reach a vCPU that borrows the mm and passes the loan on?",
    standsFor = "exit_mm, xen_exit_mmap, drop_mm_ref; context_switch, enter_lazy_tlb",
    guards = {"S4", "S16"},
    convicts = {"A01"},
    control = "Control_01_Exit")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu0 calls vcpu1 -> vcpu1 loads swapper -> vcpu0 unpins")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "vcpu0 unpins -> the table is still in vcpu1's cr3")
public class Exit_01_LazyBorrower extends Scene {
  private final Task last;
  private final Task otherThread;

  public Exit_01_LazyBorrower() {
    super(story().frames(8));
    Mm mm = machine.mm(0);
    last = machine.task(mm);
    otherThread = machine.task(null);
    Task _ = machine.borrower(cpu1, mm);
    machine.run(cpu0, last);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.exitMm(last);
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

  /// The same on the kernels that history got wrong here.
  @JCStressTest
  @State
  @InTurn
  @Outcome(id = ".*, held, .*", expect = ACCEPTABLE, desc = "as above")
  @Outcome(
      id = "A01, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "exit unpins without asking the other vCPUs")
  public static class Mutants extends Exit_01_LazyBorrower {
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

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

/// Can a flush miss a lazy vCPU that is just leaving the mm because of a flush of its own?
///
/// Result: Never for the fixed kernel; Sometimes for the seed and A05l.
///
/// vcpu1 runs a kernel thread that borrows mm1, and its processor remembers a page. The thread
/// unmaps another page of mm1, as reclaim does: being lazy, it flushes itself by leaving. vcpu0
/// unmaps the page that vcpu1 remembers, flushes who is in the mask and frees it. Linux's
/// `leave_mm` leaves the mask before it leaves the page table (museum A05l).
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart        17,044    6.54%
///       held, overlapped  243,496   93.46%
///
///     seed
///       S10 page freed while a live TLB entry maps it, overlapped      952    0.30%
///       held, apart                                                 34,179   10.75%
///       held, overlapped                                           282,936   88.95%
///
///     A05l
///       S10 page freed while a live TLB entry maps it, overlapped      763    0.43%
///       held, apart                                                 17,485    9.95%
///       held, overlapped                                           157,561   89.62%
@JCStressTest
@State
@Story(
    question = "Can a flush miss a lazy vCPU that is just leaving the mm?",
    standsFor = "munmap, flush_tlb_page; try_to_unmap in a kernel thread, leave_mm",
    guards = {"S1", "S2", "S5", "S8", "S9", "S10", "S11", "S22"},
    convicts = {"seed", "A05l"},
    control = "Control_04_Flush")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 loads swapper and then leaves the mask, or is flushed -> vcpu0 frees")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu1 leaves the mask -> vcpu0 flushes nobody and frees -> vcpu1 loads swapper")
public class Flush_04_LazyUnmap extends Scene {
  private final Mm mm;
  private final Task task;
  private final Task thread;

  public Flush_04_LazyUnmap() {
    super(story().frames(9));
    mm = machine.mm(0, 1);
    task = machine.task(mm);
    thread = machine.borrower(cpu1, mm);
    machine.run(cpu0, task);
    speculate(cpu1, 0);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.unmap(task, mm, 0, 1);
  }

  @Override
  protected void vcpu1() {
    kernel.unmap(thread, mm, 1, 1);
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
      desc = "vcpu1 leaves the mask -> vcpu0 flushes nobody and frees -> vcpu1 loads swapper")
  @Outcome(
      id = "A05l, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "leave_mm leaves the mask before it leaves the page table")
  public static class Mutants extends Flush_04_LazyUnmap {
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

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

/// Is a borrower that never touches user pages flushed all the same?
///
/// Result: Never for the fixed kernel and the seed.
///
/// vcpu1 runs a kernel thread that borrows the table of mm1. It has no business with user pages, but
/// its processor may walk there at any moment and remember what it finds. Unlike on bare hardware a
/// flush under Xen does not take a lazy vCPU off the mm, so it must stay in the mask and be flushed
/// each time.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart        19,531    7.97%
///       held, overlapped  225,649   92.03%
///
///     seed
///       held, apart        19,829   10.76%
///       held, overlapped  164,423   89.24%
@JCStressTest
@State
@Story(
    question = "Does a flush reach the translations that a lazy vCPU was never asked to make?",
    standsFor = "munmap, flush_tlb_mm, xen_flush_tlb_others; enter_lazy_tlb",
    guards = {"S10"},
    control = "Control_04_Flush")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 remembers a page -> vcpu0 clears, flushes vcpu1, frees")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "vcpu1 remembers a page -> vcpu0 frees it unflushed")
public class Flush_03_LazySpeculator extends Scene {
  private final Mm mm;
  private final Task task;

  public Flush_03_LazySpeculator() {
    super(story().frames(9));
    mm = machine.mm(0, 1);
    task = machine.task(mm);
    Task _ = machine.borrower(cpu1, mm);
    machine.run(cpu0, task);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.unmap(task, mm, 0, 2);
  }

  @Override
  protected void vcpu1() {
    speculate(cpu1, 0);
    speculate(cpu1, 1);
    speculate(cpu1, 0);
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

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

/// Can a flush miss a vCPU that is just going offline?
///
/// Result: Never for the fixed kernel and the seed; Sometimes for A10. What goes offline here was
/// made for it.
///
/// vcpu1 borrows the table of mm1, its processor remembers a page, and it goes offline: swapper,
/// mask bit, online bit, in this order. vcpu0 unmaps the page, flushes who is in the mask and
/// online, and frees it. A flush takes no `call_lock`: who leaves the mask, or the map, before the
/// table is missed (2024; museum A10).
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart        18,018    6.10%
///       held, overlapped  277,338   93.90%
///
///     seed
///       held, apart        13,831    7.36%
///       held, overlapped  174,005   92.64%
///
///     A10
///       S10 page freed while a live TLB entry maps it, overlapped   12,238    2.76%
///       held, apart                                                 33,968    7.67%
///       held, overlapped                                           396,538   89.56%
@JCStressTest
@State
@Story(
    question = "Can a flush miss a vCPU that is just going offline?",
    standsFor = "munmap, flush_tlb_page, xen_flush_tlb_others; xen_cpu_disable",
    guards = {"S1", "S2", "S8", "S10", "S20"},
    convicts = {"A10"},
    control = "Control_04_Flush")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 loads swapper and then leaves the mask, or is flushed -> vcpu0 frees")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu1 leaves the mask -> vcpu0 flushes nobody and frees -> vcpu1 loads swapper")
public class Flush_05_CpuOffline extends Scene {
  private final Mm mm;
  private final Task task;

  public Flush_05_CpuOffline() {
    super(story().frames(8));
    mm = machine.mm(0);
    task = machine.task(mm);
    Task _ = machine.borrower(cpu1, mm);
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
    kernel.cpuDown(cpu1);
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
      id = "A10, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "a vCPU that goes offline leaves the mask before the page table")
  public static class Mutants extends Flush_05_CpuOffline {
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

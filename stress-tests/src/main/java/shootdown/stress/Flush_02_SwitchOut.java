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

/// Can a flush miss a vCPU that is just switching out?
///
/// Result: Never for the fixed kernel; Sometimes for the seed, A05 and A07a.
///
/// vcpu1 runs a thread of mm1 and remembers the page. It switches to a task of mm2; vcpu0 unmaps the
/// page, flushes who is in the mask and frees it. The seed's `switch_mm` leaves the mask before it
/// leaves the page table, so for a while the flush misses a vCPU that still has the translation
/// (2011, 831d52bc; museum A05). Linux tolerates that in a vCPU that is inside the kernel; here it is
/// held to the stricter rule.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart        16,451    5.88%
///       held, overlapped  263,545   94.12%
///
///     seed
///       S10 page freed while a live TLB entry maps it, overlapped   95,339   14.32%
///       held, apart                                                 29,486    4.43%
///       held, overlapped                                           540,771   81.25%
///
///     A05
///       S10 page freed while a live TLB entry maps it, overlapped   74,283   16.25%
///       held, apart                                                 12,025    2.63%
///       held, overlapped                                           370,912   81.12%
///
///     A07a
///       S10 page freed while a live TLB entry maps it, overlapped   75,392   16.48%
///       held, apart                                                 11,962    2.61%
///       held, overlapped                                           370,170   80.91%
@JCStressTest
@State
@Story(
    question = "Can a flush miss a vCPU that is just switching out?",
    standsFor = "munmap, flush_tlb_page, xen_flush_tlb_others; context_switch, switch_mm",
    guards = {"S8", "S10"},
    convicts = {"seed", "A05", "A07a"},
    control = "Control_04_Flush")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 loads mm2 and then leaves the mask, or is flushed -> vcpu0 frees")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu1 leaves the mask -> vcpu0 flushes nobody and frees -> vcpu1 loads mm2")
public class Flush_02_SwitchOut extends Scene {
  private final Mm mm;
  private final Task task;
  private final Task other;

  public Flush_02_SwitchOut() {
    super(story().frames(10));
    mm = machine.mm(0);
    task = machine.task(mm);
    Task otherThread = machine.thread(mm);
    other = machine.task(machine.mm());
    machine.run(cpu0, task);
    machine.run(cpu1, otherThread);
    speculate(cpu1, 0);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.unmap(task, mm, 0, 1);
  }

  @Override
  protected void vcpu1() {
    kernel.contextSwitch(cpu1, other);
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
      desc = "vcpu1 leaves the mask -> vcpu0 flushes nobody and frees -> vcpu1 loads mm2")
  @Outcome(
      id = "A05, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "switch_mm leaves the mask before it leaves the page table")
  @Outcome(
      id = "A07a, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the flush skips who says already that he is elsewhere")
  public static class Mutants extends Flush_02_SwitchOut {
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

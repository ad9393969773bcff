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

/// Do two threads see each other's changes to one entry, and nobody a page that is gone?
///
/// Result: Never for the fixed kernel and the seed; Always for C03; Sometimes for F08.
///
/// vcpu0 unmaps a page: clears its entry in a lazy-MMU section under `page_table_lock`, flushes,
/// frees. vcpu1, another thread of mm1, takes write access to the same page away, and its processor
/// walks there. Whoever comes second must find what the first one left; a clearing that is still
/// queued when the lock is free lands on the work of the other (museum C03). And the page is free
/// only when no processor remembers it (museum F08).
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart        16,981   11.13%
///       held, overlapped  135,527   88.87%
///
///     seed
///       held, apart        15,049    8.50%
///       held, overlapped  162,035   91.50%
///
///     C03
///       S6 page_table_lock released with updates still queued, apart        12,871    6.34%
///       S6 page_table_lock released with updates still queued, overlapped  190,145   93.66%
///
///     F08
///       S10 page freed while a live TLB entry maps it, apart         4,425    2.18%
///       S10 page freed while a live TLB entry maps it, overlapped  158,976   78.37%
///       held, apart                                                  8,482    4.18%
///       held, overlapped                                            30,981   15.27%
@JCStressTest
@State
@Story(
    question =
        "Do two threads that change one entry see each other's work, and no page that is gone?",
    standsFor = "munmap, arch_leave_lazy_mmu_mode, tlb_finish_mmu; mprotect, flush_tlb_page",
    guards = {"S6", "S10"},
    convicts = {"C03", "F08"},
    control = "Control_04_Flush")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 protects the page before vcpu0 clears the entry, or finds it cleared")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc =
        "vcpu0 unlocks -> vcpu1 works on the old entry -> vcpu0 issues; or vcpu0 frees the page ->"
            + " vcpu1 remembers it")
public class Zap_01_BesideProtect extends Scene {
  private final Mm mm;
  private final Task unmapping;
  private final Task protecting;

  public Zap_01_BesideProtect() {
    super(story().frames(9));
    mm = machine.mm(0);
    unmapping = machine.task(mm);
    protecting = machine.thread(mm);
    machine.run(cpu1, protecting);
    machine.run(cpu0, unmapping);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.unmap(unmapping, mm, 0, 1);
  }

  @Override
  protected void vcpu1() {
    speculate(cpu1, 0);
    kernel.protect(protecting, mm, 0, false);
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

  /// The same on the kernels that history got wrong here.
  @JCStressTest
  @State
  @InTurn
  @Outcome(id = ".*, held, .*", expect = ACCEPTABLE, desc = "as above")
  @Outcome(
      id = "C03, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "what was queued under the lock is issued after it")
  @Outcome(
      id = "F08, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "pages are freed before the flush that covers them")
  public static class Mutants extends Zap_01_BesideProtect {
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

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

/// Does exit reach a kernel thread that is about to become a program?
///
/// Result: Never for the fixed kernel; Sometimes for the seed and A04.
///
/// vcpu1 runs a kernel thread that borrows the table of mm1 and execs into mm2: it pins mm2 and
/// switches, with interrupts on all the while. vcpu0 exits from mm1 and calls vcpu1. The call may
/// come between `state = OK` and `active_mm = mm2`: the seed's handler goes by `active_mm` alone,
/// calls `leave_mm`, and that is a BUG when the state is OK (2011, 7899891c; museum A04). Or it comes
/// before the load: then the handler sees `active_mm == mm2`, finds nothing to do, and vcpu0 unpins a
/// table that is still in vcpu1's cr3 (museum A08).
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart            82    0.07%
///       held, overlapped  116,586   99.93%
///
///     seed
///       S4 pinned bit cleared while the table is still referenced, overlapped       51    0.02%
///       S9 leave_mm called while the TLB state is OK, overlapped                   149    0.05%
///       held, apart                                                                706    0.24%
///       held, overlapped                                                       297,960   99.70%
///
///     A04
///       S9 leave_mm called while the TLB state is OK, overlapped      504    0.42%
///       held, apart                                                   417    0.35%
///       held, overlapped                                          117,801   99.22%
@JCStressTest
@State
@Story(
    question = "Does exit reach a kernel thread that execs with interrupts on?",
    standsFor = "exit_mm, drop_mm_ref, drop_other_mm_ref; exec_mmap, xen_activate_mm, switch_mm",
    guards = {"S4", "S9"},
    convicts = {"seed", "A04"},
    control = "Control_01_Exit")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 loads mm2, or is called and loads swapper in between -> vcpu0 unpins mm1")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu1 is called in the middle of switch_mm -> it leaves what it is entering, or stays")
public class Exit_03_Exec extends Scene {
  private final Task last;
  private final Task thread;
  private final Mm program;

  public Exit_03_Exec() {
    super(story().frames(13));
    Mm mm = machine.mm(0);
    last = machine.task(mm);
    thread = machine.borrower(cpu1, mm);
    program = machine.unpinnedMm(0);
    machine.run(cpu0, last);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.exitMm(last);
  }

  @Override
  protected void vcpu1() {
    kernel.exec(thread, program);
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
  public static class Mutants extends Exit_03_Exec {
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

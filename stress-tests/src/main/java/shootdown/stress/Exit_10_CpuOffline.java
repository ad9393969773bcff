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

/// Does exit wait for a vCPU that goes offline with the table in its cr3?
///
/// Result: Never for the fixed kernel; Sometimes for the seed and A10c.
///
/// vcpu1 borrows the table of mm1 and goes offline: under `call_lock` it loads swapper, leaves the
/// mask and the online map. vcpu0 exits from mm1: it reads who holds the table, waits for `call_lock`
/// and calls. By then vcpu1 may be gone: the seed counts it all the same and waits for ever, for it
/// counts the mask and sends to who is online (museum D06). And who leaves the online map first would
/// be unpinned under (museum A10).
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart        7,311    8.93%
///       held, overlapped  74,541   91.07%
///
///     seed
///       L1 nobody can take another step, overlapped   79,527   34.19%
///       held, apart                                   16,112    6.93%
///       held, overlapped                             136,953   58.88%
///
///     A10c
///       S4 pinned bit cleared while the table is still referenced, overlapped   10,481    8.15%
///       held, apart                                                              5,740    4.46%
///       held, overlapped                                                       112,455   87.39%
@JCStressTest
@State
@Story(
    question = "Does exit wait for a vCPU that goes offline while it borrows the mm?",
    standsFor = "drop_mm_ref, xen_smp_call_function_mask; xen_cpu_disable",
    guards = {"S4", "S20", "L1"},
    convicts = {"seed", "A10c"},
    control = "Control_01_Exit")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 loads swapper and goes -> vcpu0 does not count it; or vcpu1 answers, then goes")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 awaits a vCPU that is gone, or unpins a table that went down with it")
public class Exit_10_CpuOffline extends Scene {
  private final Task last;

  public Exit_10_CpuOffline() {
    super(story().frames(8));
    Mm mm = machine.mm(0);
    last = machine.task(mm);
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
      id = "seed, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "vcpu0 awaits a vCPU that is gone, or unpins a table that went down with it")
  @Outcome(
      id = "A10c, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "a vCPU that is offline still has its lazy mm in cr3")
  public static class Mutants extends Exit_10_CpuOffline {
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

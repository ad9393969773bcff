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
import shootdown.machine.Exchange;
import shootdown.machine.InTurn;
import shootdown.machine.Scene;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// Does exec hold when the task is preempted in the middle, while the mm it borrows goes?
///
/// Result: Never for the fixed kernel; Always for the seed and A09.
///
/// vcpu1 runs a kernel thread that borrows mm1 and execs into mm2; somebody wants its vCPU, and at
/// the first point where it may be preempted an idle task runs instead. vcpu0 exits from mm1
/// meanwhile, and calls vcpu1. Then the thread goes on. If it could be preempted when it had named
/// mm2 but not loaded it, the idle task would borrow mm2 on a vCPU that is on mm1, and who comes
/// back would take mm2 for loaded (2020, d53c3dfb; museum A09).
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, overlapped  100,796  100.00%
///
///     seed
///       S9 switch to the same mm finds another active_mm, overlapped  212,858  100.00%
///
///     A09
///       S9 switch to the same mm finds another active_mm, overlapped  102,330  100.00%
@JCStressTest
@State
@Story(
    question = "Does exec hold when the task is preempted before it has switched?",
    standsFor = "exec_mmap, activate_mm; schedule, context_switch; exit_mm, drop_other_mm_ref",
    guards = {"S9", "S16"},
    convicts = {"seed", "A09"},
    control = "Control_01_Exit")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 names mm2 and loads it -> is preempted -> the idle task borrows mm2")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu1 names mm2 -> is preempted -> the idle task borrows mm2 while mm1 is loaded")
public class Exit_17_PreemptedExec extends Scene {
  private final Task last;
  private final Task thread;
  private final Mm program;

  public Exit_17_PreemptedExec() {
    this(new Exchange());
  }

  private Exit_17_PreemptedExec(Exchange exchange) {
    super(story().frames(8).scheduler(exchange));
    exchange.among(this);
    Mm mm = machine.mm();
    last = machine.task(mm);
    thread = machine.borrower(cpu1, mm);
    program = machine.unpinnedMm();
    machine.run(cpu0, last);
    kernel.sendReschedule(cpu0, 1);
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
      desc = "vcpu1 names mm2 -> is preempted -> the idle task borrows mm2 while mm1 is loaded")
  @Outcome(
      id = "A09, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "exec is preempted between naming the new mm and switching to it")
  public static class Mutants extends Exit_17_PreemptedExec {
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

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

/// Does exit hold when the exiting task goes on where the table is still in cr3?
///
/// Result: Never for the fixed kernel and the seed; Sometimes for A11. Fixed and seed keep the task
/// where it is from the one half of `drop_mm_ref` to the other.
///
/// vcpu0 runs the last task of mm1, which exits; vcpu1 runs a kernel thread that borrows mm1. vcpu1
/// wants both vCPUs for somebody else, and at the next point where each may be preempted the two tasks
/// change places. If the exiting task left its own vCPU and went on with the others', it would find
/// itself on a vCPU that has the table in cr3, and not call it (museum A11).
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, overlapped  95,164  100.00%
///
///     seed
///       held, overlapped  159,164  100.00%
///
///     A11
///       S4 pinned bit cleared while the table is still referenced, overlapped   71,450   37.24%
///       held, overlapped                                                       120,414   62.76%
@JCStressTest
@State
@Story(
    question = "Does exit hold when the exiting task is moved to a vCPU that borrows its mm?",
    standsFor = "xen_exit_mmap, get_cpu, drop_mm_ref; schedule, context_switch",
    guards = {"S4", "S16", "S18"},
    convicts = {"A11"},
    control = "Control_01_Exit")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu0 drops both halves, then moves; or moves first and drops both halves there")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc =
        "the task drops its own half -> moves -> calls everybody but the vCPU it is on -> unpins")
public class Exit_07_Migration extends Scene {
  private final Task last;

  public Exit_07_Migration() {
    this(new Exchange());
  }

  private Exit_07_Migration(Exchange exchange) {
    super(story().frames(8).scheduler(exchange));
    exchange.among(this);
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
    kernel.sendReschedule(cpu1, 0);
    kernel.sendReschedule(cpu1, 1);
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
      id = "A11, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "exit moves to another vCPU between the halves of drop_mm_ref")
  public static class Mutants extends Exit_07_Migration {
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

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

/// Can the machine's last act be followed by another call?
///
/// Result: Never for the fixed kernel; Always for the seed, D07, D07d and D07w; Sometimes for D07r.
///
/// vcpu0 stops everybody else and then wants a flush everywhere, as a kernel that panics may. Who was
/// stopped must have left the online map, or the next call awaits it for ever (2013, fc78d343; museum
/// D07), and must have left its page table (D07d): vcpu1 is in a context switch to a user task. And
/// `send_stop` must neither return before that (D07r) nor wait for more, since who has stopped cannot
/// say that it is through (D07w).
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart        30,592   12.91%
///       held, overlapped  206,396   87.09%
///
///     seed
///       L1 nobody can take another step, apart       81,664   68.69%
///       L1 nobody can take another step, overlapped  37,224   31.31%
///
///     D07
///       L1 nobody can take another step, apart       15,379   42.68%
///       L1 nobody can take another step, overlapped  20,652   57.32%
///
///     D07d
///       S20 vCPU went down with a user page table, apart       17,851   49.57%
///       S20 vCPU went down with a user page table, overlapped  18,159   50.43%
///
///     D07r
///       L1 nobody can take another step, apart        7,537   20.93%
///       L1 nobody can take another step, overlapped   6,710   18.63%
///       held, apart                                   5,157   14.32%
///       held, overlapped                             16,613   46.13%
///
///     D07w
///       L1 nobody can take another step, apart        8,755   24.31%
///       L1 nobody can take another step, overlapped  27,263   75.69%
@JCStressTest
@State
@Story(
    question = "Does a call after send_stop await a vCPU that has stopped?",
    standsFor = "xen_smp_send_stop, stop_self; context_switch; flush_tlb_all",
    guards = {"S20", "L1"},
    convicts = {"seed", "D07", "D07d", "D07r", "D07w"},
    control = "Control_03_Call")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 loads swapper, leaves the online map, stops -> vcpu0 calls nobody")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu1 stops and stays in the online map -> vcpu0 awaits it for ever")
public class Stop_01_ThenCall extends Scene {
  private final Task other;

  public Stop_01_ThenCall() {
    super(story().frames(8));
    other = machine.task(machine.mm(0));
    curtain();
  }

  @Override
  protected boolean leavesOne() {
    return true;
  }

  @Override
  protected void vcpu0() {
    kernel.sendStop(cpu0);
    kernel.flushTlbAll(cpu0);
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
      desc = "vcpu1 stops and stays in the online map -> vcpu0 awaits it for ever")
  @Outcome(
      id = "D07, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "stop_self parks the vCPU and leaves it in the online map")
  @Outcome(
      id = "D07d, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "stop_self goes down on the page table it happened to have")
  @Outcome(
      id = "D07r, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "send_stop returns while those it stopped are still online")
  @Outcome(
      id = "D07w, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "send_stop waits for a function that never returns")
  public static class Mutants extends Stop_01_ThenCall {
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

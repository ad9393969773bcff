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

/// Does each vCPU execute what it has queued, and nothing else?
///
/// Result: Never for the fixed kernel and the seed; Sometimes for C04.
///
/// Two vCPUs switch at once, each from a kernel thread to a task of its own mm. The load of the new
/// page table waits in the batch until the end of the switch, and it means whichever vCPU issues it:
/// executed by the other, it takes that one's page table away (museum C04). The queue itself may be torn between the two, which
/// now and then only Java's own checks notice.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart        15,751    3.67%
///       held, overlapped  413,749   96.33%
///
///     seed
///       held, apart         9,874    3.00%
///       held, overlapped  318,762   97.00%
///
///     C04
///       INFRASTRUCTURE java.lang.ArrayIndexOutOfBoundsException, overlapped                                                                                                                               38    0.01%
///       INFRASTRUCTURE java.lang.ArrayIndexOutOfBoundsException: Index 11 out of bounds for length 8, overlapped                                                                                          63    0.01%
///       INFRASTRUCTURE java.lang.NullPointerException, overlapped                                                                                                                                         33    0.01%
///       INFRASTRUCTURE java.lang.NullPointerException: Cannot invoke "shootdown.guest.AfterIssue.issued(shootdown.guest.Cpu, int, shootdown.mm.Mm)" because "this.callbacks[i]" is null, overlapped        5    0.00%
///       S18 operation left work behind, overlapped                                                                                                                                                     6,032    1.14%
///       S18 task stopped running with work left in the batch, overlapped                                                                                                                               5,204    0.99%
///       S22 task runs on a page table that is not its own, overlapped                                                                                                                                     12    0.00%
///       S5 entry of a multicall refused, overlapped                                                                                                                                                    1,710    0.32%
///       S6 queued call was executed by another vCPU, overlapped                                                                                                                                      181,849   34.42%
///       S7 batch opened inside a batch, overlapped                                                                                                                                                   241,240   45.67%
///       S7 interrupt flag differs after a balanced batch, overlapped                                                                                                                                  25,218    4.77%
///       S8 vCPU holds a page directory and cannot be found, overlapped                                                                                                                                     1    0.00%
///       held, apart                                                                                                                                                                                   34,398    6.51%
///       held, overlapped                                                                                                                                                                              32,445    6.14%
@JCStressTest
@State
@Story(
    question = "Does a vCPU that switches execute the calls it has queued, and no others?",
    standsFor = "context_switch, xen_write_cr3, xen_mc_issue, xen_mc_flush",
    guards = {"S6", "S22"},
    convicts = {"C04"},
    control = "Control_04_Flush")
@Outcome(id = "held, .*", expect = ACCEPTABLE, desc = "each loads the table of its own next task")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 queues its load -> vcpu1 issues it and is on the table of vcpu0's task")
public class Batch_01_TwoSwitches extends Scene {
  private final Task task0;
  private final Task task1;

  public Batch_01_TwoSwitches() {
    super(story().frames(11).batch(2, 4));
    task0 = machine.task(machine.mm());
    task1 = machine.task(machine.mm());
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.contextSwitch(cpu0, task0);
  }

  @Override
  protected void vcpu1() {
    kernel.contextSwitch(cpu1, task1);
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
      id = "C04, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "all vCPUs share one queue of multicalls")
  public static class Mutants extends Batch_01_TwoSwitches {
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

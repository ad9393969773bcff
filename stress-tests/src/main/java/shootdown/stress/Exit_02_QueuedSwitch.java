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

/// Does exit reach a vCPU whose switch away from the page table is still queued?
///
/// Result: Never for the fixed kernel; Sometimes for the seed, A02, A02q, A07d and D02.
///
/// vcpu1 borrows the table of mm1 and switches to a task of mm2. The switch runs in lazy-CPU mode:
/// `switch_mm` names mm2, but NEW_BASEPTR waits in the batch until the end of the context switch.
/// vcpu0 exits from mm1 meanwhile. In the seed vcpu1 has left the mask of mm1 when it queues, so
/// vcpu0 sees nobody to call, and unpins a table that is still in vcpu1's cr3. The mask alone does
/// not know what is loaded; `xen_current_cr3`, written after the issue, does (2007, 9f79991d; museum
/// A02).
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart           563    0.27%
///       held, overlapped  205,193   99.73%
///
///     seed
///       S4 pinned bit cleared while the table is still referenced, overlapped    9,774    4.88%
///       held, apart                                                              1,270    0.63%
///       held, overlapped                                                       189,355   94.49%
///
///     A02
///       S4 pinned bit cleared while the table is still referenced, overlapped   2,312    4.49%
///       held, apart                                                               815    1.58%
///       held, overlapped                                                       48,380   93.93%
///
///     A02q
///       S4 pinned bit cleared while the table is still referenced, overlapped     708    1.38%
///       held, apart                                                               178    0.35%
///       held, overlapped                                                       50,579   98.28%
///
///     A07d
///       S4 pinned bit cleared while the table is still referenced, overlapped   1,927    3.74%
///       held, apart                                                               109    0.21%
///       held, overlapped                                                       49,444   96.05%
///
///     D02
///       L1 nobody can take another step, overlapped   3,687    7.16%
///       held, apart                                     104    0.20%
///       held, overlapped                             47,682   92.63%
@JCStressTest
@State
@Story(
    question = "Does exit reach a vCPU whose switch away from the mm is still queued?",
    standsFor = "exit_mm, drop_mm_ref; context_switch, switch_mm, xen_write_cr3",
    guards = {"S4", "S8"},
    convicts = {"seed", "A02", "A02q", "A07d", "D02"},
    control = "Control_01_Exit")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 issues its load, or is called and loads swapper -> vcpu0 unpins")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu1 leaves the mask -> vcpu0 calls nobody and unpins -> vcpu1 issues its load")
public class Exit_02_QueuedSwitch extends Scene {
  private final Task last;
  private final Task other;

  public Exit_02_QueuedSwitch() {
    super(story().frames(13).batch(4, 8));
    Mm mm = machine.mm(0);
    last = machine.task(mm);
    other = machine.task(machine.mm(0));
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
      desc = "vcpu1 leaves the mask -> vcpu0 calls nobody and unpins -> vcpu1 issues its load")
  @Outcome(
      id = "A02, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "exit misses a vCPU whose switch away is still queued")
  @Outcome(
      id = "A02q, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "xen_current_cr3 names the table that is only queued")
  @Outcome(
      id = "A07d, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "exit asks only those whose active_mm is still the mm")
  @Outcome(
      id = "D02, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "the mask of a call changes between counting and sending")
  public static class Mutants extends Exit_02_QueuedSwitch {
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

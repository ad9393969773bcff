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
/// Result: Never for the fixed kernel, Sometimes for the seed.
///
/// vcpu1 borrows the table of mm1 and switches to a task of mm2. The switch runs in lazy-CPU mode:
/// `switch_mm` names mm2, but NEW_BASEPTR waits in the batch until the end of the context switch.
/// vcpu0 exits from mm1 meanwhile. In the seed vcpu1 has left the mask of mm1 when it queues, so
/// vcpu0 sees nobody to call, and unpins a table that is still in vcpu1's cr3. The mask alone does
/// not know what is loaded; `xen_current_cr3`, written after the issue, does (2007, 9f79991d; museum
/// A02).
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-23, jcstress, one JVM, 2 strides of 256:
///
///     fixed
///       held, apart           3,048    0.12%
///       held, overlapped  2,625,356   99.88%
///
///     seed
///       S4 pinned bit cleared while the table is still referenced, overlapped   5,191    5.40%
///       held, apart                                                               875    0.91%
///       held, overlapped                                                       90,122   93.69%
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-25, the cores busy (load 10 to 15), jcstress, one JVM, 2 strides of 256:
///
///     A02
///       S4 pinned bit cleared while the table is still referenced, overlapped    164    3.14%
///       held, apart                                                               70    1.34%
///       held, overlapped                                                       4,997   95.53%
///
///     A02q
///       S4 pinned bit cleared while the table is still referenced, overlapped     39    0.75%
///       held, apart                                                               48    0.92%
///       held, overlapped                                                       5,144   98.34%
///
///     A07d
///       S4 pinned bit cleared while the table is still referenced, overlapped     47    0.90%
///       held, apart                                                               55    1.05%
///       held, overlapped                                                       5,129   98.05%
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-25, jcstress, one JVM, 2 strides of 256, the cores busy:
///
///     D02
///       L1 nobody can take another step, overlapped    256    2.51%
///       held, apart                                    208    2.04%
///       held, overlapped                             9,752   95.46%
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
  @Outcome(id = ".*", expect = ACCEPTABLE_INTERESTING, desc = "convicted")
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

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

/// Two threads of one process exit at once: does exactly one of them take the mm down?
///
/// Result: Never for the fixed kernel and the seed; Always for A01.
///
/// Each becomes a borrower of the mm it had and drops its user; who drops the last one shoots the
/// other down, unpins and frees. The other may be anywhere in its exit: with `mm == null` and the
/// state not yet lazy, it must not be called, for it still counts as a user.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart       88,309   71.02%
///       held, overlapped  36,039   28.98%
///
///     seed
///       held, apart       67,423   58.56%
///       held, overlapped  47,709   41.44%
///
///     A01
///       S4 pinned bit cleared while the table is still referenced, apart       139,395   37.06%
///       S4 pinned bit cleared while the table is still referenced, overlapped  236,789   62.94%
@JCStressTest
@State
@Story(
    question = "When two threads exit at once, does the last one find the other off the table?",
    standsFor = "exit_mm, mmput, xen_exit_mmap, drop_mm_ref",
    guards = {"S4", "S13", "S16"},
    convicts = {"A01"},
    control = "Control_01_Exit")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "one drops its user -> the other drops the last, calls it, unpins")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "both take the mm down, or the last unpins a table the other still has in cr3")
public class Exit_05_TwoThreads extends Scene {
  private final Task first;
  private final Task second;

  public Exit_05_TwoThreads() {
    super(story().frames(8));
    Mm mm = machine.mm(0);
    first = machine.task(mm);
    second = machine.thread(mm);
    machine.run(cpu1, second);
    machine.run(cpu0, first);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.exitMm(first);
  }

  @Override
  protected void vcpu1() {
    kernel.exitMm(second);
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
      id = "A01, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "exit unpins without asking the other vCPUs")
  public static class Mutants extends Exit_05_TwoThreads {
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

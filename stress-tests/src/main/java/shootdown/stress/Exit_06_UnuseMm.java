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

/// A kernel thread gives the address space back while its last task exits: who takes it down?
///
/// Result: Never for the fixed kernel and the seed; Always for A01.
///
/// The kernel thread on vcpu1 has adopted mm1 and is one of its users. `unuse_mm` makes it a
/// borrower; then it drops its user, as asynchronous I/O does. If that is the last one, the kernel
/// thread itself takes the mm down, on a vCPU that still has the table in cr3.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart        86,566   28.96%
///       held, overlapped  212,374   71.04%
///
///     seed
///       held, apart       89,630   51.06%
///       held, overlapped  85,918   48.94%
///
///     A01
///       S4 pinned bit cleared while the table is still referenced, apart       116,198   35.92%
///       S4 pinned bit cleared while the table is still referenced, overlapped  207,250   64.08%
@JCStressTest
@State
@Story(
    question =
        "When a kernel thread gives the mm back while its last task exits, are both off the table?",
    standsFor = "exit_mm, mmput, drop_mm_ref; unuse_mm, enter_lazy_tlb",
    guards = {"S4", "S9", "S16"},
    convicts = {"A01"},
    control = "Control_01_Exit")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "one drops its user -> the other drops the last, calls it, unpins")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "leave_mm while the state is OK, or unpin while the other has the table in cr3")
public class Exit_06_UnuseMm extends Scene {
  private final Mm mm;
  private final Task last;
  private final Task thread;

  public Exit_06_UnuseMm() {
    super(story().frames(8));
    mm = machine.mm(0);
    last = machine.task(mm);
    Task _ = machine.thread(mm);
    thread = machine.task(null);
    machine.run(cpu1, thread);
    kernel.useMm(thread, mm);
    machine.run(cpu0, last);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.exitMm(last);
  }

  @Override
  protected void vcpu1() {
    kernel.unuseMm(thread, mm);
    kernel.mmPut(thread, mm);
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
  public static class Mutants extends Exit_06_UnuseMm {
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

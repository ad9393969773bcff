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

/// Can an address space go that was never pinned?
///
/// Result: Never for the fixed kernel; Always for the seed and B01a.
///
/// An exec that fails drops the mm it was building. That mm is on the list of page directories like
/// any other, so `vmalloc_sync_all` on vcpu1 may be looking at it. It was never pinned, so exit must
/// not unpin it: the seed does, and the hypervisor refuses (2007, df912ea4; museum B01). The first
/// sample is enough.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart        16,635    7.13%
///       held, overlapped  216,769   92.87%
///
///     seed
///       S13 unpin of a page directory that is not pinned, apart       71,509   90.17%
///       S13 unpin of a page directory that is not pinned, overlapped   7,793    9.83%
///
///     B01a
///       S13 unpin of a page directory that is not pinned, apart       71,307   89.94%
///       S13 unpin of a page directory that is not pinned, overlapped   7,975   10.06%
@JCStressTest
@State
@Story(
    question = "Can an mm go that was never pinned, while vmalloc_sync walks the list?",
    standsFor = "mmput, xen_exit_mmap, pgd_free; vmalloc_sync_all",
    guards = {"S13", "S21"},
    convicts = {"seed", "B01a"},
    control = "Control_02_Sync")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc =
        "vcpu0 finds the table unpinned, frees it -> vcpu1 no longer finds it on the list, or"
            + " before")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "vcpu0 unpins what was never pinned")
public class Exit_09_FailedExec extends Scene {
  private final Task task;
  private final Task thread;
  private final Mm failed;

  public Exit_09_FailedExec() {
    super(story().frames(14).batch(4, 8));
    failed = machine.unpinnedMm(0);
    Mm mm = machine.mm(0);
    task = machine.task(mm);
    thread = machine.borrower(cpu1, mm);
    machine.run(cpu0, task);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.mmPut(task, failed);
  }

  @Override
  protected void vcpu1() {
    int _ = kernel.vmallocExtend(thread, 1);
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
      desc = "vcpu0 unpins what was never pinned")
  @Outcome(
      id = "B01a, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "exit unpins a page directory that was never pinned")
  public static class Mutants extends Exit_09_FailedExec {
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

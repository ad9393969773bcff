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

/// Can the kernel's new entries come into a page directory that is half pinned?
///
/// Result: Never for the fixed kernel; Sometimes for the seed and B03.
///
/// The buffer takes four entries, so a pin is issued in pieces: for a while the tree of vcpu0's new
/// program is read-only and not yet pinned. vcpu1 extends the kernel's area and writes the new entry
/// into every page directory on the list. Written in that gap, it is refused: the page is no table
/// yet, and not writable any more. Hence `page_table_lock` in the sync (2010, 617d34d9; museum B03).
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart        16,110    4.43%
///       held, overlapped  347,854   95.57%
///
///     seed
///       S5 entry of a multicall refused, overlapped   11,653    2.46%
///       held, apart                                   36,379    7.69%
///       held, overlapped                             425,197   89.85%
///
///     B03
///       S5 entry of a multicall refused, overlapped    9,981    2.82%
///       held, apart                                   19,885    5.63%
///       held, overlapped                             323,581   91.55%
@JCStressTest
@State
@Story(
    question = "Can vmalloc_sync write into a page directory that is read-only but not yet pinned?",
    standsFor = "xen_pgd_pin with a full multicall buffer; vmalloc_sync_all",
    guards = {"S2", "S5", "S11", "S12", "S13", "S21", "L5"},
    convicts = {"seed", "B03"},
    control = "Control_02_Sync")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 writes the entry before the first remap or after the pin")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 remaps -> vcpu1 writes and is refused -> vcpu0 pins")
public class Pin_04_VmallocSync extends Scene {
  private final Task task;
  private final Mm program;
  private final Task thread;

  public Pin_04_VmallocSync() {
    super(story().frames(9).batch(2, 4));
    task = machine.task(null);
    program = machine.unpinnedMm(0);
    thread = machine.task(null);
    machine.run(cpu1, thread);
    machine.run(cpu0, task);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.exec(task, program);
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
      desc = "vcpu0 remaps -> vcpu1 writes and is refused -> vcpu0 pins")
  @Outcome(
      id = "B03, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "vmalloc_sync writes into a page directory that is being pinned")
  public static class Mutants extends Pin_04_VmallocSync {
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

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

/// Does exit hold when its pte pages are in highmem?
///
/// Result: Never for the fixed kernel; Sometimes for the seed and A02.
///
/// A highmem page has no place in the linear map: it is pinned without a remap of its own, and the
/// kernel reaches it through a kmap, read-only while the tree is pinned. After the unpin `free_pgtables`
/// maps it again to clear its entries. vcpu1 switches away from mm1 to a task of mm2, whose pte page
/// is in highmem too.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart           723    0.56%
///       held, overlapped  129,257   99.44%
///
///     seed
///       S4 pinned bit cleared while the table is still referenced, overlapped   17,811    8.08%
///       held, apart                                                                811    0.37%
///       held, overlapped                                                       201,893   91.56%
///
///     A02
///       S4 pinned bit cleared while the table is still referenced, overlapped    8,678    6.98%
///       held, apart                                                                407    0.33%
///       held, overlapped                                                       115,284   92.70%
@JCStressTest
@State
@Story(
    question = "Does exit hold with pte pages in highmem?",
    standsFor = "xen_exit_mmap, xen_pgd_unpin, free_pgtables, kmap_high; context_switch",
    guards = {"S4", "S12"},
    convicts = {"seed", "A02"},
    control = "Control_01_Exit")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 is off the table -> vcpu0 unpins -> vcpu0 maps the pte page writable")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 unpins while vcpu1 has the table in cr3, or finds a pte page it may not write")
public class Exit_08_HighmemTables extends Scene {
  private final Task last;
  private final Task other;

  public Exit_08_HighmemTables() {
    super(story().frames(13).highFrames(2).tlbSlots(1));
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
      desc = "vcpu0 unpins while vcpu1 has the table in cr3, or finds a pte page it may not write")
  @Outcome(
      id = "A02, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "exit misses a vCPU whose switch away is still queued")
  public static class Mutants extends Exit_08_HighmemTables {
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

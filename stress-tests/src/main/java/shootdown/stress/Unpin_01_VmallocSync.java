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

/// Can the kernel's new entries come into a page directory that is being unpinned?
///
/// Result: Never for the fixed kernel; Sometimes for the seed, B01b, B03 and F05.
///
/// vcpu0 exits from mm1; vcpu1 extends the kernel's area and writes the new entry into every page
/// directory on the list, that of mm1 included until it is freed. Between UNPIN and the remap of the
/// kernel table the page is no table and not writable: a write there is refused. Hence
/// `page_table_lock` round the unpin (2007, df912ea4; museum B01), and round the sync (B03). Whoever
/// writes holds a reference on the table meanwhile; if that is the last one by then, it must be put
/// with all that belongs to it (F05).
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart       12,289   13.65%
///       held, overlapped  77,755   86.35%
///
///     seed
///       S5 entry of a multicall refused, overlapped    6,088    2.95%
///       held, apart                                   21,731   10.53%
///       held, overlapped                             178,531   86.52%
///
///     B01b
///       S5 entry of a multicall refused, overlapped    3,129    2.61%
///       held, apart                                    7,861    6.55%
///       held, overlapped                             108,956   90.84%
///
///     B03
///       S5 entry of a multicall refused, overlapped    3,128    2.61%
///       held, apart                                    7,801    6.51%
///       held, overlapped                             108,960   90.88%
///
///     F05
///       S2 last type reference dropped without releasing the entries, overlapped    5,513    4.60%
///       S5 entry of a multicall refused, overlapped                                 1,039    0.87%
///       held, apart                                                                 7,817    6.52%
///       held, overlapped                                                          105,514   88.01%
@JCStressTest
@State
@Story(
    question = "Can vmalloc_sync write into a page directory that is being unpinned?",
    standsFor = "xen_exit_mmap, xen_pgd_unpin; vmalloc_sync_all",
    guards = {"S2", "S5", "S11", "S12", "L5"},
    convicts = {"seed", "B01b", "B03", "F05"},
    control = "Control_02_Sync")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 writes the entry before UNPIN or after the remaps")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 unpins -> vcpu1 writes and is refused -> vcpu0 remaps")
public class Unpin_01_VmallocSync extends Scene {
  private final Task last;
  private final Task thread;

  public Unpin_01_VmallocSync() {
    super(story().frames(9));
    Mm mm = machine.mm(0);
    last = machine.task(mm);
    thread = machine.task(null);
    machine.run(cpu1, thread);
    machine.run(cpu0, last);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.exitMm(last);
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
      desc = "vcpu0 unpins -> vcpu1 writes and is refused -> vcpu0 remaps")
  @Outcome(
      id = "B01b, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "exit unpins without page_table_lock")
  @Outcome(
      id = "B03, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "vmalloc_sync writes into a page directory that is being pinned")
  @Outcome(
      id = "F05, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "unlocking a page drops its last type reference and cleans nothing up")
  public static class Mutants extends Unpin_01_VmallocSync {
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

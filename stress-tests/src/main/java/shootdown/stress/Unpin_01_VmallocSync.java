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
/// Result: Never for the fixed kernel, Sometimes for the seed.
///
/// vcpu0 exits from mm1; vcpu1 extends the kernel's area and writes the new entry into every page
/// directory on the list, that of mm1 included until it is freed. Between UNPIN and the remap of the
/// kernel table the page is no table and not writable: a write there is refused. Hence
/// `page_table_lock` round the unpin (2007, df912ea4; museum B01).
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-23, jcstress, one JVM, 2 strides of 256:
///
///     fixed
///       held, apart          50,603    1.86%
///       held, overlapped  2,662,793   98.14%
///
///     seed
///       S5 entry of a multicall refused, overlapped   1,318    2.50%
///       held, apart                                  16,676   31.66%
///       held, overlapped                             34,674   65.84%
@JCStressTest
@State
@Story(
    question = "Can vmalloc_sync write into a page directory that is being unpinned?",
    standsFor = "xen_exit_mmap, xen_pgd_unpin; vmalloc_sync_all",
    guards = {"S5", "S11"},
    convicts = {"seed", "B01b", "B03"},
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
  @Outcome(id = ".*", expect = ACCEPTABLE_INTERESTING, desc = "convicted")
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

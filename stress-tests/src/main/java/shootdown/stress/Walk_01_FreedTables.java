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

/// Can a processor walk through page tables that are already free?
///
/// Result: Never for the fixed kernel and the seed; Always for A01. A01 is convicted by its unpin.
///
/// vcpu0 exits from mm1: unpins, clears the tree with plain stores, frees the tables. vcpu1 borrows
/// the table, and its processor walks to pages of mm1 all the while. From the moment it has answered
/// the call it walks swapper; before that, every table it can reach must still be one (museum F08).
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart           744    0.55%
///       held, overlapped  134,356   99.45%
///
///     seed
///       held, apart          234    0.39%
///       held, overlapped  60,114   99.61%
///
///     A01
///       S4 pinned bit cleared while the table is still referenced, apart       165,691   57.20%
///       S4 pinned bit cleared while the table is still referenced, overlapped  123,965   42.80%
@JCStressTest
@State
@Story(
    question = "Can a lazy vCPU walk through a table that exit has freed?",
    standsFor = "xen_exit_mmap, free_pgtables, tlb_finish_mmu; the page walker",
    guards = {"S3", "S10"},
    convicts = {"A01"},
    control = "Control_01_Exit")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 walks mm1 -> is called and loads swapper -> vcpu0 unpins and frees")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 frees a table -> vcpu1 walks through it, or remembers a page that is free")
public class Walk_01_FreedTables extends Scene {
  private final Task last;

  public Walk_01_FreedTables() {
    super(story().frames(10));
    Mm mm = machine.mm(0, 5);
    last = machine.task(mm);
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
    speculate(cpu1, 0);
    speculate(cpu1, 5);
    speculate(cpu1, 0);
    speculate(cpu1, 5);
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
  public static class Mutants extends Walk_01_FreedTables {
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

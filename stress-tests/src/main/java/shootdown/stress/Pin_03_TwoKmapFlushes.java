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

/// Two pins flush the kmaps at once, each calling the other: does anybody wait for ever?
///
/// Result: Never for the fixed kernel and the seed; Always for B08 and B09. Interrupts are on there
/// since the seed's own hunk.
///
/// With pte pages in highmem a pin must drop the kmaps that linger, everywhere, by a call that
/// waits. Two vCPUs that pin at once call each other, each with its `page_table_lock` held, and the
/// second waits for `kmap_lock`. It works because nobody spins with interrupts off and no batch is
/// open: where one is, two pins stand still, each waiting for the other (museum B09). A pin without
/// the flush is refused, since a kmap that nobody uses still can write the page (museum B08).
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, overlapped  127,932  100.00%
///
///     seed
///       held, overlapped  138,172  100.00%
///
///     B08
///       S5 entry of a multicall refused, apart        53,718   31.66%
///       S5 entry of a multicall refused, overlapped  115,973   68.34%
///
///     B09
///       L2 lock that is held across IPI waits spun on with interrupts off, overlapped  169,697  100.00%
@JCStressTest
@State
@Story(
    question = "Do two pins that flush the kmaps by call wait for each other for ever?",
    standsFor = "xen_pgd_pin, kmap_flush_unused, flush_tlb_all, smp_call_function",
    guards = {"S7", "S12", "L1", "L2"},
    convicts = {"B08", "B09"},
    control = "Control_03_Call")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "each answers the other while it waits -> each pins")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc =
        "each waits for the other with interrupts off, or pins a page that a kmap can still write")
public class Pin_03_TwoKmapFlushes extends Scene {
  private final Task task0;
  private final Task task1;
  private final Mm program0;
  private final Mm program1;

  public Pin_03_TwoKmapFlushes() {
    super(story().frames(13).highFrames(2));
    task0 = machine.task(null);
    task1 = machine.task(null);
    program0 = machine.unpinnedMm(0);
    program1 = machine.unpinnedMm(0);
    machine.run(cpu0, task0);
    machine.run(cpu1, task1);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.exec(task0, program0);
  }

  @Override
  protected void vcpu1() {
    kernel.exec(task1, program1);
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
      id = "B08, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "pin forgets the writable kmaps of tables in highmem")
  @Outcome(
      id = "B09, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "pin flushes the kmaps with interrupts off")
  public static class Mutants extends Pin_03_TwoKmapFlushes {
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

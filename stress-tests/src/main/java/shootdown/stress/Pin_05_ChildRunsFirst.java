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

/// Two children run for the first time: is each pinned before its vCPU can no longer answer?
///
/// Result: Never for the fixed kernel and the seed; Always for B05.
///
/// Each vCPU comes to the end of a fork and switches to the child, whose pte page is in highmem: its
/// pin calls the other vCPU and waits. It works because the pin comes before the switch, with
/// interrupts on. A pin inside the switch waits with interrupts off, for a vCPU that does the same
/// (2006; museum B05).
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, overlapped  227,772  100.00%
///
///     seed
///       held, overlapped  92,092  100.00%
///
///     B05
///       L2 lock that is held across IPI waits spun on with interrupts off, overlapped  326,520  100.00%
@JCStressTest
@State
@Story(
    question = "Is a new table pinned before the switch to it turns interrupts off?",
    standsFor = "xen_dup_mmap, xen_pgd_pin, kmap_flush_unused; context_switch",
    guards = {"S7", "L1", "L2"},
    convicts = {"B05"},
    control = "Control_03_Call")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "each answers the other while it waits -> each pins -> each switches")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 pins in the switch and calls vcpu1 -> vcpu1 pins in the switch, interrupts off")
public class Pin_05_ChildRunsFirst extends Scene {
  private final Task child0;
  private final Task child1;

  public Pin_05_ChildRunsFirst() {
    super(story().frames(13).highFrames(2).batch(4, 8));
    child0 = machine.task(machine.unpinnedMm(0));
    child1 = machine.task(machine.unpinnedMm(0));
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.runChild(cpu0, child0);
  }

  @Override
  protected void vcpu1() {
    kernel.runChild(cpu1, child1);
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
      id = "B05, [SL]\\d+ .*",
      expect = ACCEPTABLE_INTERESTING,
      desc = "pinning waits for locks and vCPUs inside the context switch")
  public static class Mutants extends Pin_05_ChildRunsFirst {
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

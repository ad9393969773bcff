package shootdown.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import shootdown.guest.Task;
import shootdown.machine.Scene;
import shootdown.machine.Story;
import shootdown.mm.Mm;

/// Is a batch whole, wherever a call interrupts the code around it?
///
/// Result: Never for the fixed kernel and the seed.
///
/// vcpu1 execs: it pins a tree through a buffer that overflows, switches, and takes its old mm down.
/// Inside each batch its interrupts are off; vcpu0's call waits there, and is answered at the next
/// unmask, be it the issue in the middle of a walk.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart        7,999   10.09%
///       held, overlapped  71,293   89.91%
///
///     seed
///       held, apart         6,259    4.45%
///       held, overlapped  134,473   95.55%
@JCStressTest
@State
@Story(
    question = "Is a call that comes in the middle of a batch held back until the batch is issued?",
    standsFor = "flush_tlb_all; xen_mc_batch, xen_mc_flush, xen_pgd_pin",
    guards = {"S6", "S7"},
    control = "Control_03_Call")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 issues its batch -> answers -> goes on with the next")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "the handler runs inside a batch and issues a part of it")
public class Ipi_05_InBatch extends Scene {
  private final Task task;
  private final Mm program;

  public Ipi_05_InBatch() {
    super(story().frames(13).batch(2, 4));
    task = machine.task(machine.mm(0));
    program = machine.unpinnedMm(0);
    machine.run(cpu1, task);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.flushTlbAll(cpu0);
    kernel.flushTlbAll(cpu0);
  }

  @Override
  protected void vcpu1() {
    kernel.exec(task, program);
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
}

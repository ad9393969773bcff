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
import shootdown.sync.CpuMask;

/// Does each of two calls run its own function, if nobody waits for the first to finish?
///
/// Result: Never for the fixed kernel, never for the seed.
///
/// vcpu0 calls without waiting for the end: it returns when vcpu1 has *started*, and uses the block
/// on its stack again for a second call. The handler must have read everything before it counts
/// itself as started (museum D03), and the second event must not merge with the first. vcpu1 is in
/// a context switch, with interrupts off for most of it.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-23, jcstress, one JVM, 2 strides of 256:
///
///     fixed
///       held, apart           2,367    0.07%
///       held, overlapped  3,477,493   99.93%
///
///     seed
///       held, apart           794    0.49%
///       held, overlapped  159,906   99.51%
@JCStressTest
@State
@Story(
    question = "Does a handler take its call from the block before the caller uses it again?",
    standsFor = "xen_smp_call_function_mask without wait; context_switch",
    guards = {"S14", "S15"},
    control = "Control_03_Call")
@Outcome(
    id = "held, .*",
    expect = ACCEPTABLE,
    desc = "vcpu1 reads the block -> started -> vcpu0 fills it anew")
@Outcome(
    id = ".*",
    expect = FORBIDDEN,
    desc = "vcpu0 fills the block -> vcpu1 reads the wrong call from it")
public class Ipi_02_NoWait extends Scene {
  private final Task other;

  public Ipi_02_NoWait() {
    super(story().frames(8));
    Mm mm = machine.mm(0);
    other = machine.task(mm);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.callFunctionMask(cpu0, CpuMask.of(1), kernel.flushTlbAllFunction(), null, false);
    kernel.callFunctionMask(cpu0, CpuMask.of(1), kernel.flushTlbAllFunction(), null, true);
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
}

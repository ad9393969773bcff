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

/// Two execs pin and load at once: do they keep the counts right of what they share?
///
/// Result: Never for the fixed kernel and the seed.
///
/// Two kernel threads become programs: each pins its tree and loads it. The trees share the
/// kernel's tables, so while each is validated the same words are counted up, and both leave
/// swapper.
///
///     x86_64, 2 cores, JDK 25.0.3, 2026-11-26, jcstress, 2 strides of 256:
///
///     fixed
///       held, apart        15,794   10.68%
///       held, overlapped  132,106   89.32%
///
///     seed
///       held, apart        16,902   12.28%
///       held, overlapped  120,758   87.72%
@JCStressTest
@State
@Story(
    question = "Do two vCPUs that exec at once keep the counts of the tables they share right?",
    standsFor = "exec_mmap, xen_activate_mm, xen_pgd_pin",
    guards = {"S2", "S3", "S5", "S11", "S13", "L5"},
    control = "Control_02_Sync")
@Outcome(id = "held, .*", expect = ACCEPTABLE, desc = "each pins its own tree and loads it")
@Outcome(id = ".*", expect = FORBIDDEN, desc = "a pin is refused, or a count is lost")
public class Pin_02_TwoExecs extends Scene {
  private final Task task0;
  private final Task task1;
  private final Mm program0;
  private final Mm program1;

  public Pin_02_TwoExecs() {
    super(story().frames(13).tlbSlots(1));
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
}

package shootdown.litmus;

import shootdown.machine.Scene;
import shootdown.sync.CpuMask;

/// A call without wait, and the interrupt point at which it is answered.
public final class DelayedCall extends Scene {
  private int answeredAt = -1;
  private int points;

  public DelayedCall() {
    super(story());
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.callFunctionMask(cpu0, CpuMask.of(1), (cpu, info) -> answeredAt = points, null, false);
  }

  @Override
  protected void vcpu1() {
    for (points = 0; points < 3; points++) {
      cpu1.interruptPoint();
    }
  }

  @Actor
  public void actor0() {
    play0();
  }

  @Actor
  public void actor1() {
    play1();
  }

  /// Where it was answered.
  @Arbiter
  public void judge(StringBuilder result) {
    result.append("at ").append(answeredAt);
  }
}

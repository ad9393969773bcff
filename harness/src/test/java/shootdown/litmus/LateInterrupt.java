package shootdown.litmus;

import shootdown.machine.Scene;

/// An interrupt that could be taken, is let pass, and is then taken where interrupts are turned on
/// again. Then the vCPU has to wait.
public final class LateInterrupt extends Scene {
  public LateInterrupt() {
    super(story().frames(4));
    curtain();
  }

  @Override
  protected void vcpu0() {
    cpu0.interruptPoint();
    cpu0.irqDisable();
    cpu0.irqEnable();
    kernel.flushTlbAll(cpu0);
  }

  @Override
  protected void vcpu1() {
    kernel.flushTlbAll(cpu1);
  }

  @Actor
  public void actor0() {
    play0();
  }

  @Actor
  public void actor1() {
    play1();
  }

  /// What became of it, without the window: that depends on the schedule.
  @Arbiter
  public void judge(StringBuilder result) {
    result.append(verdict());
  }
}

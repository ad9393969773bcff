package shootdown.litmus;

import shootdown.guest.Task;
import shootdown.machine.Scene;
import shootdown.mm.Mm;

/// Exit against a vCPU whose switch away from the table is still queued: the seed is wrong, and one
/// preemption shows it.
public final class LazyExit extends Scene {
  private final Task last;
  private final Task other;

  public LazyExit() {
    super(story());
    Mm mm = machine.mm(0);
    last = machine.task(mm);
    other = machine.task(machine.mm(0));
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

  /// What became of it, without the window: that depends on the schedule.
  @Arbiter
  public void judge(StringBuilder result) {
    result.append(verdict());
  }
}

package shootdown.litmus;

import shootdown.guest.Task;
import shootdown.machine.Scene;
import shootdown.mm.Mm;

/// A page is unmapped while a vCPU borrows the table and never asks for the page: a translation
/// that is not flushed matters only if its processor walks there by itself.
public final class LazyWalker extends Scene {
  private final Mm mm;
  private final Task task;

  public LazyWalker() {
    super(story());
    mm = machine.mm(0, 1);
    task = machine.task(mm);
    Task _ = machine.borrower(cpu1, mm);
    machine.run(cpu0, task);
    curtain();
  }

  @Override
  protected void vcpu0() {
    kernel.unmap(task, mm, 0, 1);
  }

  @Override
  protected void vcpu1() {
    cpu1.interruptPoint();
    cpu1.interruptPoint();
  }

  @Actor
  public void actor0() {
    play0();
  }

  @Actor
  public void actor1() {
    play1();
  }

  /// What became of it.
  @Arbiter
  public void judge(StringBuilder result) {
    result.append(verdict());
  }
}

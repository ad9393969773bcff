package shootdown.guest;

import org.jspecify.annotations.Nullable;
import shootdown.mm.Mm;

/// A task. It is not a vCPU: it runs on one at a time, and moves at preemption points.
///
/// A kernel thread has no mm of its own; it borrows the one it finds loaded (`activeMm`).
///
/// Plain fields: a task is touched by the vCPU it runs on, and handed over by the scheduler.
///
/// Stands for: `struct task_struct`.
public final class Task {
  private final int id;
  private @Nullable Mm mm;
  private @Nullable Mm activeMm;
  private @Nullable Cpu cpu;

  public Task(int id, @Nullable Mm mm) {
    this.id = id;
    this.mm = mm;
    this.activeMm = mm;
  }

  public int id() {
    return id;
  }

  /// The mm it runs in, or null for a kernel thread.
  public @Nullable Mm mm() {
    return mm;
  }

  public void setMm(@Nullable Mm mm) {
    this.mm = mm;
  }

  /// The mm whose table is (thought to be) loaded while it runs; null while a kernel thread waits.
  public @Nullable Mm activeMm() {
    return activeMm;
  }

  public void setActiveMm(@Nullable Mm mm) {
    activeMm = mm;
  }

  /// `smp_processor_id()` of this task. Stable only while preemption or interrupts are off.
  ///
  /// @throws IllegalStateException if it does not run
  public Cpu cpu() {
    Cpu c = cpu;
    if (c == null) {
      throw new IllegalStateException("task " + id + " runs nowhere");
    }
    return c;
  }

  public boolean isRunning() {
    return cpu != null;
  }

  /// By the context switch.
  public void setCpu(@Nullable Cpu cpu) {
    this.cpu = cpu;
  }

  /// `get_cpu()`: from here to `putCpu` the task stays where it is.
  public Cpu getCpu() {
    Cpu c = cpu();
    c.preemptDisable();
    return c;
  }

  /// `put_cpu()`: a preemption point.
  public void putCpu() {
    cpu().preemptEnable();
  }

  @Override
  public String toString() {
    return "task" + id;
  }
}

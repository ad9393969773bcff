package shootdown.guest;

/// Who runs next when a task is preempted.
@FunctionalInterface
public interface Scheduler {
  /// Nobody else wants the vCPU.
  Scheduler NONE = cpu -> {};

  /// Preemption and interrupts are on. May switch to another task, and may return with `current` on
  /// another vCPU: whoever is preemptible asks again where it is.
  void preempted(Cpu cpu);
}

package shootdown.guest;

/// Where the hypervisor enters the guest, and where an interrupt's return may leave a task.
///
/// Stands for: `HYPERVISOR_set_callbacks`, arch/i386/xen/setup.c.
public interface Callbacks {

  /// The event callback; interrupts are off.
  void eventCallback(Cpu cpu);

  /// `preempt_schedule`: preemption and interrupts are on, and somebody wants the vCPU.
  void preempted(Cpu cpu);
}

package shootdown.oracle;

import java.util.List;

/// A vCPU.
///
/// @param id its number, 0 to 63
/// @param online whether it is in the online map
/// @param down whether the hypervisor has it down
/// @param activity what it was doing
/// @param irqs its interrupt flag and event words
/// @param current the task that runs
/// @param inSwitch whether it is inside switch_mm, or a stretch that changes mm, active_mm and cr3
///   together
/// @param lazyTlb its cpu_tlbstate
/// @param cr3 its cr3 values
/// @param batch its multicall buffer
/// @param tlb its TLB
/// @param waitingFor what it waits for
/// @param operation the operation on an mm it is in the middle of
public record VcpuState(
    int id,
    boolean online,
    boolean down,
    Activity activity,
    IrqState irqs,
    TaskState current,
    boolean inSwitch,
    LazyTlb lazyTlb,
    Cr3State cr3,
    BatchState batch,
    List<Translation> tlb,
    WaitingFor waitingFor,
    Operation operation) {

  /// Copies the TLB.
  public VcpuState {
    tlb = List.copyOf(tlb);
  }

  /// Whether it runs tasks: online and not down.
  public boolean isUp() {
    return online && !down;
  }

  /// Whether it waits for something.
  public boolean isWaiting() {
    return !(waitingFor instanceof WaitingFor.Nothing);
  }

  /// Whether it takes an event that arrives: up, interrupts on.
  public boolean takesEvents() {
    return isUp() && !irqs.off();
  }

  /// Whether it takes no further step of its own accord.
  public boolean isAtRest() {
    return isWaiting() || activity != Activity.RUNNING;
  }

  /// The bit that stands for it in a mask.
  public long bit() {
    return 1L << id;
  }
}

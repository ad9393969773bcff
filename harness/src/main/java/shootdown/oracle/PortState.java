package shootdown.oracle;

/// An event channel of the domain.
///
/// @param port its number
/// @param vcpu the vCPU that is notified, or [Snapshot#NONE] if it is unbound
/// @param use what it is for
/// @param pending its bit in the shared pending words
/// @param masked its bit in the shared mask words
public record PortState(int port, int vcpu, Use use, boolean pending, boolean masked) {

  /// Whether its vCPU has to be told.
  public boolean isDeliverable() {
    return pending && !masked && vcpu != Snapshot.NONE;
  }

  /// What a port is for.
  public enum Use {
    /// xen_reschedule_interrupt.
    RESCHEDULE,
    /// xen_call_function_interrupt.
    CALL_FUNCTION,
    /// Anything else.
    OTHER
  }
}

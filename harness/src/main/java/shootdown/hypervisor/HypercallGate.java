package shootdown.hypervisor;

/// What one entry into the hypervisor costs before anything is done there: nothing, a lock, a real
/// kernel trap. Called once per hypercall, and once per multicall, by the calling vCPU.
@FunctionalInterface
public interface HypercallGate {
  /// A plain call.
  HypercallGate CALL = () -> {};

  void enter();
}

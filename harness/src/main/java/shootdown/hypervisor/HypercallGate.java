package shootdown.hypervisor;

/// What one entry into the hypervisor costs before anything is done there: nothing, a lock, a real
/// kernel trap; and what may happen before it returns. Called once per hypercall, and once per
/// multicall, by the calling vCPU.
@FunctionalInterface
public interface HypercallGate {
  /// A plain call.
  HypercallGate CALL = () -> {};

  void enter();

  /// On the way back, before the caller has done anything with it.
  default void leave() {}
}

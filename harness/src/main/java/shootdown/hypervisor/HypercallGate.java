package shootdown.hypervisor;

/// What one entry into the hypervisor costs before anything is done there: nothing, a lock, a real
/// kernel trap; and what may happen before it returns. Called once per hypercall, and once per
/// multicall, by the calling vCPU.
@FunctionalInterface
public interface HypercallGate {
  /// A plain call.
  HypercallGate CALL = () -> {};

  void enter();

  /// On the way back from a multicall or an update of a mapping, before the caller has done
  /// anything with it: what a processor can walk to may be another by now.
  default void leave() {}
}

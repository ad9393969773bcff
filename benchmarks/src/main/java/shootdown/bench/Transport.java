package shootdown.bench;

import java.util.Locale;
import shootdown.hypervisor.HypercallGate;

/// How a guest gets into the hypervisor: what E is made of.
public enum Transport {
  /// A plain call: E is the bookkeeping of a hypercall, and nothing else.
  CALL {
    @Override
    HypercallGate gate() {
      return HypercallGate.CALL;
    }
  },
  /// A trap into the kernel of the host, which does nothing there.
  TRAP {
    @Override
    HypercallGate gate() {
      return KernelTrap.ofThisPlatform();
    }
  };

  /// @throws IllegalStateException if this platform has none
  abstract HypercallGate gate();

  /// By its name in a `@Param`.
  static Transport named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }
}

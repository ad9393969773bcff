package shootdown.oracle;

import java.util.stream.Stream;

/// [Invariant#L4]: nobody sleeps over an announced event.
final class BlockedVcpus {
  private BlockedVcpus() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return snapshot
        .eachVcpu()
        .filter(vcpu -> vcpu.activity() == Activity.BLOCKED && vcpu.takesEvents())
        .filter(vcpu -> vcpu.irqs().upcallPending())
        .map(
            vcpu ->
                Violation.of(Invariant.L4, "vCPU sleeps with a deliverable event pending")
                    .on(vcpu.id())
                    .with("selected", vcpu.irqs().selected()));
  }
}

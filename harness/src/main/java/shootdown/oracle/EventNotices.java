package shootdown.oracle;

import java.util.stream.Stream;

/// [Invariant#S17]: a pending event has been announced to the vCPU it is bound to.
final class EventNotices {
  private EventNotices() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return snapshot.ports().stream()
        .filter(PortState::isDeliverable)
        .flatMap(
            port ->
                Stream.ofNullable(snapshot.vcpus().get(port.vcpu()))
                    .filter(vcpu -> !isAnnounced(vcpu.irqs()))
                    .map(vcpu -> stranded(port, vcpu)));
  }

  private static boolean isAnnounced(IrqState irqs) {
    return irqs.inUpcall() || (irqs.upcallPending() && irqs.selected());
  }

  private static Violation stranded(PortState port, VcpuState vcpu) {
    return Violation.of(Invariant.S17, "pending event was not announced to its vCPU")
        .on(vcpu.id())
        .with("port", port.port())
        .with("use", port.use())
        .with("upcallPending", vcpu.irqs().upcallPending())
        .with("selected", vcpu.irqs().selected());
  }
}

package shootdown.oracle;

import java.util.stream.Stream;

/// [Invariant#L3]: no event is left over when its vCPU, interrupts on, has nothing else to do.
final class EventHandling {
  private EventHandling() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return snapshot.ports().stream()
        .filter(PortState::isDeliverable)
        .flatMap(
            port ->
                Stream.ofNullable(snapshot.vcpus().get(port.vcpu()))
                    .filter(vcpu -> vcpu.takesEvents() && !vcpu.irqs().inUpcall())
                    .filter(VcpuState::isAtRest)
                    .map(vcpu -> unhandled(port, vcpu)));
  }

  private static Violation unhandled(PortState port, VcpuState vcpu) {
    return Violation.of(Invariant.L3, "event not handled by a vCPU that takes events")
        .on(vcpu.id())
        .with("port", port.port())
        .with("use", port.use())
        .with("activity", vcpu.activity())
        .with("waitingFor", vcpu.waitingFor().text());
  }
}

package shootdown.oracle;

import java.util.stream.Stream;

/// [Invariant#S19]: online vCPUs can be reached, and nobody waits for the others.
final class OnlinePorts {
  private OnlinePorts() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return Stream.concat(
        snapshot.eachVcpu().filter(VcpuState::online).flatMap(vcpu -> unbound(vcpu, snapshot)),
        snapshot.eachVcpu().flatMap(vcpu -> awaited(vcpu, snapshot)));
  }

  private static Stream<Violation> unbound(VcpuState vcpu, Snapshot snapshot) {
    return Stream.of(PortState.Use.RESCHEDULE, PortState.Use.CALL_FUNCTION)
        .filter(use -> !isBound(vcpu, use, snapshot))
        .map(
            use ->
                Violation.of(Invariant.S19, "online vCPU has no port for an IPI")
                    .on(vcpu.id())
                    .with("use", use));
  }

  private static boolean isBound(VcpuState vcpu, PortState.Use use, Snapshot snapshot) {
    return snapshot.ports().stream()
        .anyMatch(port -> port.vcpu() == vcpu.id() && port.use() == use);
  }

  private static Stream<Violation> awaited(VcpuState vcpu, Snapshot snapshot) {
    return vcpu.waitingFor() instanceof WaitingFor.ForAnswers(String to, long vcpus)
        ? snapshot
            .eachVcpu()
            .filter(target -> !target.online() && (vcpus & target.bit()) != 0)
            .map(
                target ->
                    Violation.of(Invariant.S19, "vCPU awaited that is not online")
                        .on(vcpu.id())
                        .with("target", target.id())
                        .with("over", to))
        : Stream.of();
  }
}

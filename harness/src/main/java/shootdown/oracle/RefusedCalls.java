package shootdown.oracle;

import java.util.stream.Stream;

/// [Invariant#S5]: the hypervisor never had to refuse.
final class RefusedCalls {
  private RefusedCalls() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return snapshot.refused().stream()
        .map(
            call ->
                Violation.of(Invariant.S5, "hypercall refused")
                    .on(call.vcpu())
                    .frame(call.frame())
                    .with("op", call.op())
                    .with("result", call.error()));
  }
}

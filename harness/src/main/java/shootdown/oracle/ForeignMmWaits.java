package shootdown.oracle;

import java.util.stream.Stream;
import shootdown.trace.LockKind;

/// [Invariant#L5]: a pin, unpin or exit never waits until another mm has got on.
final class ForeignMmWaits {
  private ForeignMmWaits() {}

  static Stream<Violation> check(Snapshot snapshot) {
    WaitForGraph graph = WaitForGraph.of(snapshot);
    return snapshot
        .eachVcpu()
        .filter(vcpu -> vcpu.operation().kind() != Operation.Kind.NONE)
        .flatMap(vcpu -> check(vcpu, graph, snapshot));
  }

  private static Stream<Violation> check(VcpuState vcpu, WaitForGraph graph, Snapshot snapshot) {
    int mm = vcpu.operation().mm();
    return graph
        .path(vcpu.id(), edge -> waitsForOtherMm(edge, mm, snapshot))
        .map(
            path ->
                Violation.of(Invariant.L5, "operation on an mm waits for another mm")
                    .on(vcpu.id())
                    .with("operation", vcpu.operation().kind())
                    .with("mm", mm)
                    .with("path", "[" + path.text() + "]"))
        .stream();
  }

  private static boolean waitsForOtherMm(WaitForGraph.Edge edge, int mm, Snapshot snapshot) {
    VcpuState waiter = snapshot.vcpus().get(edge.waiter());
    return waiter != null
        && waiter.waitingFor() instanceof WaitingFor.ForLock(LockKind kind, int id)
        && kind == LockKind.PAGE_TABLE_LOCK
        && id != mm;
  }
}

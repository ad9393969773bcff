package shootdown.oracle;

import java.util.List;
import java.util.stream.Stream;

/// [Invariant#L1]: whoever waits will be answered.
///
/// After send_stop only its caller is held to it.
final class CallsReturn {
  private CallsReturn() {}

  static Stream<Violation> check(Snapshot snapshot) {
    WaitForGraph graph = WaitForGraph.of(snapshot);
    List<WaitForGraph.Path> cycles = graph.cycles();
    return Stream.of(
            cycles.stream().filter(cycle -> concerns(cycle, snapshot)).map(CallsReturn::deadlock),
            judged(snapshot).flatMap(vcpu -> awaitsTheDead(vcpu, snapshot)),
            judged(snapshot).flatMap(vcpu -> stuck(vcpu, graph, snapshot)))
        .flatMap(violations -> violations);
  }

  private static Stream<VcpuState> judged(Snapshot snapshot) {
    return snapshot.eachVcpu().filter(vcpu -> isJudged(vcpu.id(), snapshot));
  }

  private static boolean isJudged(int vcpu, Snapshot snapshot) {
    return snapshot.stopCaller() == Snapshot.NONE || snapshot.stopCaller() == vcpu;
  }

  private static boolean concerns(WaitForGraph.Path cycle, Snapshot snapshot) {
    return cycle.edges().stream().anyMatch(edge -> isJudged(edge.waiter(), snapshot));
  }

  private static Violation deadlock(WaitForGraph.Path cycle) {
    return Violation.of(Invariant.L1, "vCPUs wait for each other")
        .on(cycle.edges().getFirst().waiter())
        .with("cycle", "[" + cycle.text() + "]");
  }

  private static Stream<Violation> awaitsTheDead(VcpuState vcpu, Snapshot snapshot) {
    return vcpu.waitingFor() instanceof WaitingFor.ForAnswers(String to, long vcpus)
        ? snapshot
            .eachVcpu()
            .filter(target -> target.down() && (vcpus & target.bit()) != 0)
            .map(
                target ->
                    Violation.of(Invariant.L1, "vCPU awaited that is down")
                        .on(vcpu.id())
                        .with("target", target.id())
                        .with("over", to))
        : Stream.of();
  }

  private static Stream<Violation> stuck(VcpuState vcpu, WaitForGraph graph, Snapshot snapshot) {
    return snapshot.stalled() && vcpu.isWaiting() && graph.cycleThrough(vcpu.id()).isEmpty()
        ? Stream.of(
            Violation.of(Invariant.L1, "nobody can take another step and a vCPU still waits")
                .on(vcpu.id())
                .with("waitingFor", vcpu.waitingFor().text()))
        : Stream.of();
  }
}

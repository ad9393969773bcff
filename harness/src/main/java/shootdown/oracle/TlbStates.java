package shootdown.oracle;

import java.util.stream.Stream;

/// [Invariant#S9]: a vCPU whose TLB state is OK runs a task of that mm.
final class TlbStates {
  private TlbStates() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return snapshot
        .eachVcpu()
        .filter(vcpu -> vcpu.isUp() && !vcpu.inSwitch())
        .filter(vcpu -> vcpu.lazyTlb().state() == LazyTlb.State.OK)
        .filter(vcpu -> vcpu.lazyTlb().activeMm() != vcpu.current().mm())
        .map(
            vcpu ->
                Violation.of(Invariant.S9, "TLB state is OK for an mm that is not the task's")
                    .on(vcpu.id())
                    .with("active_mm", Words.id(vcpu.lazyTlb().activeMm()))
                    .with("mm", Words.id(vcpu.current().mm()))
                    .with("task", Words.id(vcpu.current().id())));
  }
}

package shootdown.oracle;

import java.util.stream.Stream;

/// [Invariant#S18]: a task takes nothing away unfinished when it stops running.
final class LazyLeftovers {
  private LazyLeftovers() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return snapshot
        .eachVcpu()
        .filter(vcpu -> !vcpu.inSwitch())
        .flatMap(
            vcpu ->
                vcpu.batch().queue().stream()
                    .filter(call -> call.task() != vcpu.current().id())
                    .map(call -> leftover(vcpu, call)));
  }

  private static Violation leftover(VcpuState vcpu, QueuedCall call) {
    return Violation.of(Invariant.S18, "task stopped running with work left in the batch")
        .on(vcpu.id())
        .frame(call.frame())
        .with("op", call.op())
        .with("task", Words.id(call.task()))
        .with("current", Words.id(vcpu.current().id()));
  }
}

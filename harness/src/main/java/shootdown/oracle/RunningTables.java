package shootdown.oracle;

import java.util.stream.Stream;

/// [Invariant#S22]: a task runs on the page table of its own mm.
final class RunningTables {
  private RunningTables() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return snapshot
        .eachVcpu()
        .filter(vcpu -> vcpu.takesEvents() && !vcpu.inSwitch())
        .flatMap(
            vcpu ->
                snapshot.mm(vcpu.current().mm()).stream()
                    .filter(mm -> mm.pgd() != vcpu.cr3().loaded())
                    .map(mm -> foreign(vcpu, mm)));
  }

  private static Violation foreign(VcpuState vcpu, MmState mm) {
    return Violation.of(Invariant.S22, "task runs on a page table that is not its own")
        .on(vcpu.id())
        .frame(vcpu.cr3().loaded())
        .with("expected", mm.pgd())
        .with("mm", mm.id())
        .with("task", Words.id(vcpu.current().id()));
  }
}

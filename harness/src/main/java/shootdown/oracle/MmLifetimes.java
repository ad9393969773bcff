package shootdown.oracle;

import java.util.stream.Stream;

/// [Invariant#S16]: an mm lives for as long as a vCPU names it or has it loaded.
///
/// init_mm is static and its count means nothing, so it is left out.
final class MmLifetimes {
  private MmLifetimes() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return Stream.of(
            snapshot.eachVcpu().flatMap(vcpu -> named(vcpu, snapshot)),
            snapshot.eachVcpu().flatMap(vcpu -> loaded(vcpu, snapshot)),
            snapshot.mms().values().stream().flatMap(mm -> counted(mm, snapshot)))
        .flatMap(violations -> violations);
  }

  private static Stream<Violation> named(VcpuState vcpu, Snapshot snapshot) {
    return snapshot.mm(vcpu.current().activeMm()).stream()
        .filter(mm -> !mm.alive())
        .map(
            mm ->
                Violation.of(Invariant.S16, "mm freed while a task names it as active_mm")
                    .on(vcpu.id())
                    .with("mm", mm.id())
                    .with("task", Words.id(vcpu.current().id())));
  }

  private static Stream<Violation> loaded(VcpuState vcpu, Snapshot snapshot) {
    int root = vcpu.cr3().loaded();
    boolean someAlive = snapshot.userMmsOf(root).anyMatch(MmState::alive);
    return someAlive
        ? Stream.of()
        : snapshot
            .userMmsOf(root)
            .map(
                mm ->
                    Violation.of(Invariant.S16, "mm freed while its page directory is loaded")
                        .on(vcpu.id())
                        .frame(root)
                        .with("mm", mm.id()));
  }

  private static Stream<Violation> counted(MmState mm, Snapshot snapshot) {
    return !mm.alive() || mm.id() == snapshot.initMm() || mm.count() >= references(mm, snapshot)
        ? Stream.of()
        : Stream.of(
            Violation.of(Invariant.S16, "mm_count is lower than the references that exist")
                .with("mm", mm.id())
                .with("count", mm.count())
                .with("users", mm.users())
                .with("borrowers", borrowers(mm, snapshot)));
  }

  /// All users count as one, each borrower as one.
  static long references(MmState mm, Snapshot snapshot) {
    return borrowers(mm, snapshot) + (mm.users() > 0 ? 1 : 0);
  }

  private static long borrowers(MmState mm, Snapshot snapshot) {
    return Stream.concat(snapshot.eachVcpu().map(VcpuState::current), snapshot.sleepers().stream())
        .filter(task -> task.borrows() && task.activeMm() == mm.id())
        .count();
  }
}

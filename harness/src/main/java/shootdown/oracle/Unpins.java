package shootdown.oracle;

import java.util.stream.Stream;

/// [Invariant#S4]: an unpin finds no vCPU on the page directory.
final class Unpins {
  private Unpins() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return Stream.concat(
        snapshot.unpins().stream().flatMap(Unpins::executed),
        snapshot.eachVcpu().flatMap(vcpu -> stillLoaded(vcpu, snapshot)));
  }

  private static Stream<Violation> executed(UnpinState unpin) {
    return unpin.references() == 0 && unpin.refusedRemaps() == 0
        ? Stream.of()
        : Stream.of(
            Violation.of(Invariant.S4, "pinned bit cleared while the table is still referenced")
                .on(unpin.vcpu())
                .frame(unpin.frame())
                .with("references", unpin.references())
                .with("refusedRemaps", unpin.refusedRemaps()));
  }

  private static Stream<Violation> stillLoaded(VcpuState vcpu, Snapshot snapshot) {
    int root = vcpu.cr3().loaded();
    return snapshot.userMmsOf(root).findAny().isEmpty()
        ? Stream.of()
        : snapshot.frame(root).stream()
            .filter(frame -> !frame.pinned())
            .map(
                frame ->
                    Violation.of(Invariant.S4, "cr3 holds a page directory that is not pinned")
                        .on(vcpu.id())
                        .frame(root)
                        .with("references", frame.typeCount()));
  }
}

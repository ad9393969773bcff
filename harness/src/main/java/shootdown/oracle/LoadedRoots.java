package shootdown.oracle;

import java.util.Optional;
import java.util.stream.Stream;

/// [Invariant#S1]: every cr3 points to a validated root.
final class LoadedRoots {
  private LoadedRoots() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return snapshot
        .eachVcpu()
        .filter(vcpu -> vcpu.cr3().loaded() != Snapshot.NONE)
        .flatMap(vcpu -> check(vcpu, snapshot));
  }

  private static Stream<Violation> check(VcpuState vcpu, Snapshot snapshot) {
    int root = vcpu.cr3().loaded();
    Optional<FrameState> frame = snapshot.frame(root);
    if (frame.isEmpty()) {
      return Stream.of(
          Violation.of(Invariant.S1, "cr3 points to no frame").on(vcpu.id()).frame(root));
    }
    FrameState table = frame.get();
    return table.isLiveTable() && table.type() == snapshot.rootType()
        ? Stream.of()
        : Stream.of(
            Violation.of(Invariant.S1, "cr3 points to a frame that is no validated root")
                .on(vcpu.id())
                .frame(root)
                .with("type", table.type())
                .with("count", table.typeCount())
                .with("validated", table.validated()));
  }
}

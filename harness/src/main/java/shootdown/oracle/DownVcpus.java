package shootdown.oracle;

import java.util.stream.Stream;

/// [Invariant#S20]: a vCPU that is down is on swapper.
final class DownVcpus {
  private DownVcpus() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return snapshot
        .eachVcpu()
        .filter(VcpuState::down)
        .filter(vcpu -> vcpu.cr3().loaded() != Snapshot.NONE)
        .filter(vcpu -> vcpu.cr3().loaded() != snapshot.swapper())
        .map(
            vcpu ->
                Violation.of(Invariant.S20, "vCPU went down with another page table than swapper")
                    .on(vcpu.id())
                    .frame(vcpu.cr3().loaded())
                    .with("swapper", snapshot.swapper()));
  }
}

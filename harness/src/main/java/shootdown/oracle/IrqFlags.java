package shootdown.oracle;

import java.util.stream.Stream;

/// [Invariant#S7]: a batch gives the interrupt flag back as it found it.
final class IrqFlags {
  private IrqFlags() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return Stream.concat(
        snapshot.eachVcpu().filter(IrqFlags::leaked).map(IrqFlags::leak),
        snapshot.eachVcpu().filter(vcpu -> vcpu.batch().depth() > 1).map(IrqFlags::nesting));
  }

  private static boolean leaked(VcpuState vcpu) {
    return vcpu.batch().offBefore() != vcpu.batch().offAfter();
  }

  private static Violation leak(VcpuState vcpu) {
    return Violation.of(Invariant.S7, "interrupt flag differs after a balanced batch")
        .on(vcpu.id())
        .with("before", vcpu.batch().offBefore() ? "OFF" : "ON")
        .with("after", vcpu.batch().offAfter() ? "OFF" : "ON");
  }

  private static Violation nesting(VcpuState vcpu) {
    return Violation.of(Invariant.S7, "batch opened inside a batch")
        .on(vcpu.id())
        .with("depth", vcpu.batch().depth());
  }
}

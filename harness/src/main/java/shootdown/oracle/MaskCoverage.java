package shootdown.oracle;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import shootdown.trace.HypercallOp;

/// [Invariant#S8]: whoever has a page directory loaded, or is about to, can be found.
final class MaskCoverage {
  private MaskCoverage() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return snapshot.eachVcpu().flatMap(vcpu -> check(vcpu, snapshot));
  }

  private static Stream<Violation> check(VcpuState vcpu, Snapshot snapshot) {
    return IntStream.concat(IntStream.of(vcpu.cr3().loaded()), queued(vcpu))
        .distinct()
        .boxed()
        .flatMap(pgd -> snapshot.userMmsOf(pgd))
        .filter(MmState::alive)
        .filter(mm -> !canBeFound(vcpu, mm))
        .map(
            mm ->
                Violation.of(Invariant.S8, "vCPU holds a page directory and cannot be found")
                    .on(vcpu.id())
                    .frame(mm.pgd())
                    .with("mm", mm.id())
                    .with("mask", Words.mask(mm.mask()))
                    .with("loaded", Words.id(vcpu.cr3().loaded()))
                    .with("issued", Words.id(vcpu.cr3().issued())));
  }

  private static IntStream queued(VcpuState vcpu) {
    return vcpu.batch().queue().stream()
        .filter(call -> call.op() == HypercallOp.NEW_BASEPTR)
        .mapToInt(QueuedCall::frame);
  }

  private static boolean canBeFound(VcpuState vcpu, MmState mm) {
    return (mm.mask() & vcpu.bit()) != 0
        || (vcpu.irqs().off() && vcpu.inSwitch())
        || vcpu.cr3().issued() == mm.pgd();
  }
}

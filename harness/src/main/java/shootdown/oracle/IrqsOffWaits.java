package shootdown.oracle;

import java.util.stream.Stream;

/// [Invariant#L2]: nobody who waits refuses the IPI that the other side may need.
final class IrqsOffWaits {
  private IrqsOffWaits() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return snapshot
        .eachVcpu()
        .filter(vcpu -> vcpu.irqs().off())
        .flatMap(vcpu -> check(vcpu, snapshot));
  }

  private static Stream<Violation> check(VcpuState vcpu, Snapshot snapshot) {
    return switch (vcpu.waitingFor()) {
      case WaitingFor.ForLock lock when lock.kind().heldAcrossIpiWait() ->
          Stream.of(
              Violation.of(
                      Invariant.L2,
                      "lock that is held across IPI waits spun on with interrupts off")
                  .on(vcpu.id())
                  .with("lock", lock.text())
                  .with("holder", holder(lock, snapshot)));
      case WaitingFor.ForAnswers answers ->
          Stream.of(
              Violation.of(Invariant.L2, "IPI awaited with interrupts off")
                  .on(vcpu.id())
                  .with("waitingFor", answers.text()));
      case WaitingFor.ForLock lock -> Stream.of();
      case WaitingFor.ForValidation validation -> Stream.of();
      case WaitingFor.Nothing nothing -> Stream.of();
    };
  }

  private static String holder(WaitingFor.ForLock lock, Snapshot snapshot) {
    return snapshot.holder(lock.kind(), lock.id()).map(String::valueOf).orElse("none");
  }
}

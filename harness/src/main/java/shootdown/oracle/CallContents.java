package shootdown.oracle;

import java.util.stream.Stream;

/// [Invariant#S15]: a handler sees the call of the caller whose IPI it answers.
final class CallContents {
  private CallContents() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return snapshot.calls().stream()
        .flatMap(
            call ->
                call.runs().stream()
                    .filter(run -> isForeign(call, run))
                    .map(run -> foreign(call, run)));
  }

  private static boolean isForeign(CallState call, CallRun run) {
    return run.sender() != call.owner() || !run.function().equals(call.function());
  }

  private static Violation foreign(CallState call, CallRun run) {
    return Violation.of(Invariant.S15, "handler ran the call of another caller")
        .on(run.vcpu())
        .with("sender", run.sender())
        .with("owner", call.owner())
        .with("asked", call.function())
        .with("seen", run.function());
  }
}

package shootdown.oracle;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/// [Invariant#S14]: a call runs once on each selected vCPU, and its block is left alone afterwards.
final class CallRuns {
  private CallRuns() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return snapshot.calls().stream()
        .flatMap(
            call ->
                Stream.of(counts(call), runs(call), touches(call))
                    .flatMap(violations -> violations));
  }

  private static Stream<Violation> counts(CallState call) {
    boolean wrong =
        call.returned()
            ? call.started() != call.targets()
                || (call.waits() && call.finished() != call.targets())
            : call.started() > call.targets() || call.finished() > call.started();
    return wrong
        ? Stream.of(
            about(call, "answers of a call do not match the vCPUs selected")
                .with("selected", call.targets())
                .with("started", call.started())
                .with("finished", call.finished())
                .with("returned", call.returned()))
        : Stream.of();
  }

  private static Stream<Violation> runs(CallState call) {
    return IntStream.range(0, Long.SIZE)
        .filter(vcpu -> !ranRight(call, vcpu))
        .mapToObj(
            vcpu ->
                about(call, "function did not run once where it was asked to")
                    .with("target", vcpu)
                    .with("selected", Words.mask(call.selected()))
                    .with("runs", call.runsOn(vcpu)));
  }

  private static boolean ranRight(CallState call, int vcpu) {
    long runs = call.runsOn(vcpu);
    boolean selected = (call.selected() >>> vcpu & 1) != 0;
    return runs == (selected ? 1 : 0) || (runs == 0 && !call.returned());
  }

  private static Stream<Violation> touches(CallState call) {
    return call.lateTouches() == 0
        ? Stream.of()
        : Stream.of(
            about(call, "call block touched outside publication and return")
                .with("touches", call.lateTouches()));
  }

  private static Violation about(CallState call, String sentence) {
    return Violation.of(Invariant.S14, sentence).on(call.owner()).with("function", call.function());
  }
}

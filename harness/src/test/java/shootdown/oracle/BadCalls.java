package shootdown.oracle;

import static shootdown.oracle.Invariant.S14;
import static shootdown.oracle.Invariant.S15;

import java.util.function.Consumer;
import java.util.stream.Stream;

/// Bad states of smp_call_function: S14, S15.
final class BadCalls {
  private BadCalls() {}

  static Stream<BadState> all() {
    return Stream.of(
        BadState.of(
            "returned without an answer",
            S14,
            call(call -> call.selected(0b10, true).returned()),
            "answers of a call do not match the vCPUs selected:"
                + " function=do_flush_tlb_all selected=1 started=0 finished=0 returned=true cpu=0",
            "function did not run once where it was asked to:"
                + " function=do_flush_tlb_all target=1 selected={1} runs=0 cpu=0"),
        BadState.of(
            "answered more often than asked",
            S14,
            call(call -> call.selected(0b10, true).counts(2, 1).run(1)),
            "answers of a call do not match the vCPUs selected:"
                + " function=do_flush_tlb_all selected=1 started=2 finished=1 returned=false"
                + " cpu=0"),
        BadState.of(
            "returned before the end",
            S14,
            call(call -> call.selected(0b10, true).counts(1, 0).run(1).returned()),
            "answers of a call do not match the vCPUs selected:"
                + " function=do_flush_tlb_all selected=1 started=1 finished=0 returned=true cpu=0"),
        BadState.of(
            "returned before the start",
            S14,
            call(call -> call.selected(0b10, false).counts(0, 1).run(1).returned()),
            "answers of a call do not match the vCPUs selected:"
                + " function=do_flush_tlb_all selected=1 started=0 finished=1 returned=true cpu=0"),
        BadState.of(
            "finished more often than started",
            S14,
            call(call -> call.selected(0b11, true).counts(1, 2).run(1)),
            "answers of a call do not match the vCPUs selected:"
                + " function=do_flush_tlb_all selected=2 started=1 finished=2 returned=false"
                + " cpu=0"),
        BadState.of(
            "run twice",
            S14,
            call(call -> call.selected(0b10, true).counts(1, 1).run(1).run(1).returned()),
            "function did not run once where it was asked to:"
                + " function=do_flush_tlb_all target=1 selected={1} runs=2 cpu=0"),
        BadState.of(
            "run by somebody else",
            S14,
            call(call -> call.selected(0b10, false).counts(1, 0).run(0).run(1).returned()),
            "function did not run once where it was asked to:"
                + " function=do_flush_tlb_all target=0 selected={1} runs=1 cpu=0"),
        BadState.of(
            "block used after return",
            S14,
            call(call -> call.selected(0b10, true).counts(1, 1).run(1).returned().lateTouches(1)),
            "call block touched outside publication and return:"
                + " function=do_flush_tlb_all touches=1 cpu=0"),
        BadState.of(
            "function of another call",
            S15,
            call(call -> call.selected(0b10, true).counts(1, 1).run(1, 0, "stop_self").returned()),
            "handler ran the call of another caller:"
                + " sender=0 owner=0 asked=do_flush_tlb_all seen=stop_self cpu=1"));
  }

  private static SnapshotBuilder call(Consumer<CallBuilder> details) {
    return Healthy.state().call(0, "do_flush_tlb_all", details);
  }
}

package shootdown.oracle;

import static shootdown.oracle.Healthy.NONE;
import static shootdown.oracle.Invariant.L3;
import static shootdown.oracle.Invariant.L4;
import static shootdown.oracle.Invariant.S17;
import static shootdown.oracle.Invariant.S19;
import static shootdown.oracle.Invariant.S20;

import java.util.stream.Stream;
import shootdown.oracle.PortState.Use;

/// Bad states of events and of the life of a vCPU: S17, S19, S20, L3, L4.
final class BadVcpus {
  private BadVcpus() {}

  static Stream<BadState> all() {
    return Stream.concat(lives(), events());
  }

  private static Stream<BadState> lives() {
    return Stream.of(
        BadState.of(
            "online before its port is bound",
            S19,
            Healthy.state().port(3, NONE, Use.CALL_FUNCTION, false, false),
            "online vCPU has no port for an IPI: use=CALL_FUNCTION cpu=1"),
        BadState.of(
            "awaited though offline",
            S19,
            Healthy.state()
                .vcpu(0, vcpu -> vcpu.waitsForAnswers("call_function", 0b10))
                .vcpu(1, vcpu -> vcpu.online(false)),
            "vCPU awaited that is not online: target=1 over=call_function cpu=0"),
        BadState.of(
            "down before swapper was loaded",
            S20,
            Healthy.state().vcpu(1, vcpu -> vcpu.online(false).down(true)),
            "vCPU went down with another page table than swapper: frame=4 swapper=0 cpu=1"));
  }

  private static Stream<BadState> events() {
    return Stream.of(
        BadState.of(
            "notice wiped by the receiver",
            S17,
            sent().vcpu(1, vcpu -> vcpu.irqs(true, false, true, false)),
            "pending event was not announced to its vCPU:"
                + " port=3 use=CALL_FUNCTION upcallPending=false selected=true cpu=1"),
        BadState.of(
                "announced, but not where to look",
                S17,
                sent().vcpu(1, vcpu -> vcpu.irqs(false, true, false, false)),
                "pending event was not announced to its vCPU:"
                    + " port=3 use=CALL_FUNCTION upcallPending=true selected=false cpu=1")
            .also(L3),
        BadState.of(
            "event left over",
            L3,
            sent().vcpu(1, vcpu -> vcpu.irqs(false, true, true, false)),
            "event not handled by a vCPU that takes events:"
                + " port=3 use=CALL_FUNCTION activity=IDLE waitingFor=nothing cpu=1"),
        BadState.of(
            "slept over a notice",
            L4,
            Healthy.state()
                .vcpu(1, vcpu -> vcpu.activity(Activity.BLOCKED).irqs(false, true, false, false)),
            "vCPU sleeps with a deliverable event pending: selected=false cpu=1"));
  }

  private static SnapshotBuilder sent() {
    return Healthy.state().port(3, 1, Use.CALL_FUNCTION, true, false);
  }
}

package shootdown.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TraceTest {

  private final TraceClock clock = new TraceClock();
  private final TraceRing vcpu0 = new TraceRing(0, 4, clock);
  private final TraceRing vcpu1 = new TraceRing(1, 4, clock);

  @Test
  void mergesTheRingsInTheOrderOfTheClock() {
    vcpu1.record(TraceKind.UPCALL, 0, 0);
    vcpu0.record(TraceKind.UPCALL, 0, 0);
    vcpu1.record(TraceKind.LEAVE_MM, 1, 0);
    Trace trace = Trace.of(List.of(vcpu0, vcpu1));
    assertEquals(
        new Trace(
            2,
            List.of(
                new TraceEvent(0, 1, TraceKind.UPCALL, 0, 0),
                new TraceEvent(1, 0, TraceKind.UPCALL, 0, 0),
                new TraceEvent(2, 1, TraceKind.LEAVE_MM, 1, 0)),
            0),
        trace);
  }

  @Test
  void keepsTheLastEventsOfEachVcpu() {
    for (int mm = 0; mm < 6; mm++) {
      vcpu0.record(TraceKind.LEAVE_MM, mm, 0);
    }
    vcpu1.record(TraceKind.UPCALL, 0, 0);
    Trace last = Trace.of(List.of(vcpu0, vcpu1)).last(2);
    assertEquals(
        List.of("leave_mm mm=4", "leave_mm mm=5", "evtchn_do_upcall"),
        last.events().stream().map(TraceEvent::text).toList());
    assertEquals(4, last.overwritten());
  }

  @Test
  void endsSoonAfterTheFirstAlarm() {
    vcpu0.record(TraceKind.LEAVE_MM, 1, 0);
    vcpu1.record(TraceKind.BREACH, Breach.PINNED_BIT_CLEARED_WHILE_REFERENCED.ordinal(), 7);
    for (int mm = 2; mm < 5; mm++) {
      vcpu0.record(TraceKind.LEAVE_MM, mm, 0);
    }
    Trace all = Trace.of(List.of(vcpu0, vcpu1));
    assertEquals(all.events().subList(0, 3), all.untilAlarm(1).events());
    assertEquals(all, all.untilAlarm(3));
    assertEquals(all, all.untilAlarm(4));
  }

  @Test
  void isWholeWithoutAnAlarm() {
    vcpu0.record(TraceKind.LEAVE_MM, 1, 0);
    Trace all = Trace.of(List.of(vcpu0, vcpu1));
    assertEquals(all, all.untilAlarm(0));
  }
}

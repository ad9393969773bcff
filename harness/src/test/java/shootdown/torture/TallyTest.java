package shootdown.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shootdown.oracle.Invariant;
import shootdown.trace.Room;
import shootdown.trace.TraceKind;

/// What is counted, and under which name.
final class TallyTest {
  private final Tally tally = new Tally();

  private void saw(TraceKind... kinds) {
    for (TraceKind kind : kinds) {
      tally.saw(kind, 1, 0);
    }
  }

  private Counters counters() {
    return Counters.sum(new Counters(), List.of(), List.of(tally), 3);
  }

  @Test
  void aLazyBorrowerLeavesByInterruptOnlyIfItWasAsked() {
    saw(TraceKind.LEAVE_MM);
    saw(TraceKind.DROP_OTHER_MM_REF, TraceKind.CR3_ASKED);
    saw(TraceKind.DROP_OTHER_MM_REF, TraceKind.LEAVE_MM);
    assertEquals(1, tally.countOpaque(Tally.Figure.DROPPED_BY_IPI));
    assertEquals(2, tally.countOpaque(TraceKind.LEAVE_MM));
  }

  private void fullOf(Room room) {
    tally.saw(TraceKind.BATCH_FULL, room.ordinal(), 0);
  }

  @Test
  void aBatchEndsForWantOfRoomOrByModeOrByIssue() {
    fullOf(Room.ENTRIES);
    tally.saw(TraceKind.MULTICALL, 4, 0);
    saw(TraceKind.LAZY_MODE, TraceKind.QUEUE);
    tally.saw(TraceKind.MULTICALL, 2, 0); // by mode
    saw(TraceKind.CR3_ISSUED, TraceKind.MASK_CLEAR, TraceKind.LAZY_MODE);
    saw(TraceKind.QUEUE);
    tally.saw(TraceKind.MULTICALL, 1, 0); // by issue
    saw(TraceKind.LOCK, TraceKind.LAZY_MODE);
    fullOf(Room.WORDS);
    saw(TraceKind.MULTICALL, TraceKind.QUEUE);
    fullOf(Room.CALLBACKS); // and nothing else: no batch ends by it
    saw(TraceKind.QUEUE, TraceKind.MULTICALL, TraceKind.QUEUE);
    fullOf(Room.CALLBACKS);
    saw(TraceKind.MULTICALL);
    assertEquals(6, tally.countOpaque(TraceKind.MULTICALL));
    assertEquals(10, tally.countOpaque(Tally.Figure.BATCHED_CALLS));
    assertEquals(1, tally.countOpaque(Tally.Figure.BATCH_OUT_OF_ENTRIES));
    assertEquals(1, tally.countOpaque(Tally.Figure.BATCH_OUT_OF_WORDS));
    assertEquals(1, tally.countOpaque(Tally.Figure.BATCH_OUT_OF_CALLBACKS));
    assertEquals(1, tally.countOpaque(Tally.Figure.BATCH_BY_MODE));
    assertEquals(2, counters().activity().get("by_issue"));
  }

  @Test
  void anIpiIsCoalescedIfItsSenderFoundItPending() {
    saw(TraceKind.SEND_IPI, TraceKind.SEND_IPI, TraceKind.COALESCED_IPI, TraceKind.HANDLE_IPI);
    assertEquals(2, counters().activity().get("ipis"));
    assertEquals(1, counters().activity().get("coalesced"));
  }

  @Test
  void everyFigureOfTheLineIsCounted() {
    for (TraceKind kind : TraceKind.values()) {
      saw(kind);
    }
    for (Room room : Room.values()) {
      fullOf(room);
      saw(TraceKind.MULTICALL);
    }
    saw(TraceKind.MULTICALL, TraceKind.QUEUE, TraceKind.MULTICALL, TraceKind.LAZY_MODE);
    saw(TraceKind.DROP_OTHER_MM_REF, TraceKind.LEAVE_MM);
    Counters all = Counters.sum(counters(), List.of(), List.of(tally), 3);
    all.activity()
        .forEach((name, n) -> assertEquals(!name.equals("boots"), n > 0, () -> name + "=" + n));
    assertEquals(6, all.judged());
  }

  @Test
  void theLastEventsGoALittlePastTheFirstAlarm() {
    for (int i = 0; i < 20; i++) {
      tally.saw(TraceKind.MASK_SET, i, 0);
    }
    assertEquals(16, tally.lastEvents().size());
    assertEquals("mask_set mm=4", tally.lastEvents().getFirst());
    assertEquals("mask_set mm=19", tally.lastEvents().getLast());
    tally.saw(TraceKind.BREACH, 0, 0);
    for (int i = 0; i < 20; i++) {
      tally.saw(i == 1 ? TraceKind.BUG : TraceKind.MASK_CLEAR, i, 0);
    }
    List<String> last = tally.lastEvents();
    assertEquals(16, last.size());
    assertEquals("mask_set mm=19", last.get(12));
    assertTrue(last.get(13).startsWith("BREACH "), last::toString);
    assertEquals("mask_clear mm=0", last.get(14));
    assertTrue(last.get(15).startsWith("BUG "), last::toString);
  }

  /// Off, it costs nothing: there is none of it.
  @Test
  void nobodyTellsTheFlightRecorderUnlessItIsAskedFor() {
    assertEquals(Tally.class, Tally.of(Settings.standard(), 0).getClass());
    assertEquals(FlightTally.class, Tally.of(Settings.standard().jfr("f.jfr"), 0).getClass());
  }

  @ParameterizedTest
  @EnumSource
  void everyInvariantHasAWindow(Invariant invariant) {
    Window window = Window.valueOf(invariant.name());
    assertEquals(invariant, window.invariant());
    assertEquals(false, window.what().isBlank());
    long before = window.count(counters());
    for (TraceKind kind : TraceKind.values()) {
      saw(kind);
    }
    Counters more = Counters.sum(counters(), List.of(), List.of(), 1);
    assertEquals(true, window.count(more) > before, "it counts something");
    assertEquals(Window.values().length, Arrays.stream(Invariant.values()).count());
    assertEquals(window.count(more), more.windows().get(window.name()));
  }
}

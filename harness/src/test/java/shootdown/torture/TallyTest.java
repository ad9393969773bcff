package shootdown.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shootdown.oracle.Invariant;
import shootdown.trace.BatchEnd;
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

  private void ends(BatchEnd why) {
    tally.saw(TraceKind.BATCH_ENDS, why.ordinal(), 0);
    tally.saw(TraceKind.MULTICALL, 3, 0);
  }

  @Test
  void aBatchEndsForWantOfRoomOrByModeOrByIssue() {
    for (BatchEnd why : BatchEnd.values()) {
      for (int i = 0; i <= why.ordinal(); i++) {
        ends(why);
      }
    }
    tally.saw(TraceKind.MULTICALL, 2, 0);
    assertEquals(11, tally.countOpaque(TraceKind.MULTICALL));
    assertEquals(32, tally.countOpaque(Tally.Figure.BATCHED_CALLS));
    Map<String, Long> activity = counters().activity();
    assertEquals(1, activity.get("out_of_entries"));
    assertEquals(2, activity.get("out_of_words"));
    assertEquals(3, activity.get("out_of_callbacks"));
    assertEquals(4, activity.get("by_mode"));
    assertEquals(1, activity.get("by_issue"));
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
    for (BatchEnd why : BatchEnd.values()) {
      ends(why);
    }
    saw(TraceKind.MULTICALL, TraceKind.MULTICALL);
    saw(TraceKind.DROP_OTHER_MM_REF, TraceKind.LEAVE_MM);
    Counters all = Counters.sum(counters(), List.of(), List.of(tally), 3);
    all.activity()
        .forEach(
            (name, n) ->
                assertEquals(
                    !List.of("boots", "played").contains(name), n > 0, () -> name + "=" + n));
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

package shootdown.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shootdown.oracle.Invariant;
import shootdown.trace.TraceKind;

/// What is counted, and under which name.
final class TallyTest {
  private final Tally tally = new Tally(4);

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

  @Test
  void aBatchEndsFullOrByModeOrByIssue() {
    tally.saw(TraceKind.MULTICALL, 4, 0); // full
    saw(TraceKind.LAZY_MODE);
    saw(TraceKind.QUEUE);
    tally.saw(TraceKind.MULTICALL, 2, 0); // by mode
    saw(TraceKind.CR3_ISSUED, TraceKind.MASK_CLEAR, TraceKind.LAZY_MODE);
    saw(TraceKind.QUEUE);
    tally.saw(TraceKind.MULTICALL, 1, 0); // by issue
    saw(TraceKind.LOCK, TraceKind.LAZY_MODE);
    assertEquals(3, tally.countOpaque(TraceKind.MULTICALL));
    assertEquals(7, tally.countOpaque(Tally.Figure.BATCHED_CALLS));
    assertEquals(1, tally.countOpaque(Tally.Figure.BATCH_FULL));
    assertEquals(1, tally.countOpaque(Tally.Figure.BATCH_BY_MODE));
  }

  @Test
  void anIpiIsCoalescedIfNobodyHandlesItByItself() {
    saw(TraceKind.SEND_IPI, TraceKind.SEND_IPI, TraceKind.SEND_IPI, TraceKind.HANDLE_IPI);
    assertEquals(3, counters().activity().get("ipis"));
    assertEquals(2, counters().activity().get("coalesced"));
  }

  @Test
  void everyFigureOfTheLineIsCounted() {
    for (TraceKind kind : TraceKind.values()) {
      saw(kind);
    }
    tally.saw(TraceKind.MULTICALL, 4, 0);
    tally.saw(TraceKind.MULTICALL, 2, 0);
    saw(TraceKind.LAZY_MODE, TraceKind.DROP_OTHER_MM_REF, TraceKind.LEAVE_MM, TraceKind.SEND_IPI);
    Counters all = Counters.sum(counters(), List.of(), List.of(tally), 3);
    all.activity()
        .forEach((name, n) -> assertEquals(!name.equals("boots"), n > 0, () -> name + "=" + n));
    assertEquals(6, all.judged());
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

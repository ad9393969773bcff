package shootdown.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class TraceRingTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final TraceClock clock = new TraceClock();

  @Test
  void keepsTheNewestEvents() {
    TraceRing ring = new TraceRing(1, 2, clock);
    ring.record(TraceKind.UPCALL, 0, 0);
    ring.record(TraceKind.IRQ_DISABLE, 0, 0);
    ring.record(TraceKind.LEAVE_MM, 3, 0);
    assertEquals(
        List.of(
            new TraceEvent(1, 1, TraceKind.IRQ_DISABLE, 0, 0),
            new TraceEvent(2, 1, TraceKind.LEAVE_MM, 3, 0)),
        ring.events());
    assertEquals(3, ring.recordedAcquire());
    assertEquals(1, ring.overwritten());
  }

  @Test
  void startsEmpty() {
    TraceRing ring = new TraceRing(0, 8, clock);
    assertEquals(List.of(), ring.events());
    assertEquals(0, ring.overwritten());
  }

  @Test
  void refusesACapacityThatIsNoPowerOfTwo() {
    for (int capacity : new int[] {-8, 0, 3, Integer.MIN_VALUE}) {
      IllegalArgumentException refusal =
          assertThrows(IllegalArgumentException.class, () -> new TraceRing(5, capacity, clock));
      assertEquals(
          "ring capacity is no power of two: capacity=" + capacity + " cpu=5",
          refusal.getMessage());
    }
  }

  /// One allocation per record would show in every pass; what the JVM allocates for itself while it
  /// compiles does not.
  @Test
  void recordsWithoutAllocating() {
    TraceRing ring = new TraceRing(0, 64, clock);
    assertEquals(
        0, LongStream.range(0, 8).map(pass -> recordMany(ring, allocated())).min().orElse(-1));
  }

  private static long recordMany(TraceRing ring, long before) {
    for (int i = 0; i < 100_000; i++) {
      ring.record(TraceKind.CR3_LOADED, i, 0);
    }
    return allocated() - before;
  }

  private static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  @Test
  void whoWatchesSeesWhatIsKeptAndWhatIsNot() {
    var seen = new ArrayList<String>();
    Watcher watcher = (kind, a, b) -> seen.add(kind.text(a, b));
    TraceRing kept = new TraceRing(1, 2, clock).watched(watcher);
    kept.record(TraceKind.MARK, 7, 0);
    assertEquals(1, kept.events().size());
    TraceRing none = TraceRing.keepingNothing(1, watcher);
    none.record(TraceKind.MARK, 8, 0);
    assertEquals(List.of(), none.events());
    assertEquals(0, none.overwritten());
    assertEquals(List.of("-- 7 --", "-- 8 --"), seen);
  }
}

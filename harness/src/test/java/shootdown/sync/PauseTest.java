package shootdown.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PauseTest {
  private static final int PAUSES = 10;

  @Test
  void aYieldThatCostATimeSliceIsLong() {
    assertFalse(Pause.isLong(TimeUnit.MICROSECONDS.toNanos(5)));
    assertTrue(Pause.isLong(TimeUnit.MILLISECONDS.toNanos(4)));
  }

  @Test
  void whoSleepsGoesOnAsALateTurn() {
    assertTrue(Pause.isEarly(PAUSES, PAUSES));
    int late = Pause.late(PAUSES, PAUSES);
    assertFalse(Pause.isEarly(late, PAUSES));
    assertEquals(late + 1, Pause.late(late + 1, PAUSES), "one after the other");
  }

  @Test
  void sleepersTogetherLeaveTheirCoreTimeToWork() {
    assertEquals(TimeUnit.MICROSECONDS.toNanos(50), Pause.parkNanos(2, 2));
    assertEquals(TimeUnit.MICROSECONDS.toNanos(50), Pause.parkNanos(64, 64));
    assertEquals(TimeUnit.MICROSECONDS.toNanos(200), Pause.parkNanos(16, 2));
    assertEquals(TimeUnit.MICROSECONDS.toNanos(800), Pause.parkNanos(64, 2));
  }

  @Test
  void theWatchdogWakesWithTheFirstSleep() {
    long now = System.nanoTime();
    int late = Pause.late(PAUSES, PAUSES);
    assertEquals(0, Pause.watchdog(late - 1, PAUSES, 0));
    long deadline = Pause.watchdog(late, PAUSES, 0);
    assertTrue(deadline - now > 0);
    assertEquals(deadline, Pause.watchdog(late + 1, PAUSES, deadline));
  }
}

package shootdown.cpu;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class SleeperTest {
  private final Sleeper sleeper = new Sleeper();

  private void sleep() {
    sleeper.blockVolatile();
    while (sleeper.isBlockedAcquire()) {
      LockSupport.park(this);
    }
  }

  /// A machine's own sleep looks up now and then by itself, so nothing but this notices.
  @Test
  void whoSleepsForGoodIsWoken() throws InterruptedException {
    Thread thread = Thread.ofPlatform().daemon().start(this::sleep);
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    sleeper.wakeVolatile();
    thread.join(10_000);
    assertFalse(thread.isAlive());
  }

  @Test
  void whoFoundSomethingPendingIsNotBlocked() {
    sleeper.blockVolatile();
    sleeper.unblockVolatile();
    assertFalse(sleeper.isBlockedAcquire());
  }
}

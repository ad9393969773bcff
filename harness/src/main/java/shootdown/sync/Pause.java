package shootdown.sync;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// How long to wait before looking again: pause, then yield, then park.
///
/// A few pauses bridge an acknowledgement that is already under way; a yield lets the awaited vCPU
/// run where there are more vCPUs than cores; a park is for waits that have lasted a millisecond.
/// The clock is read only once parking has begun, and only for the watchdog.
final class Pause {
  /// About 300 ns of `onSpinWait`.
  private static final int PAUSES = 10;

  /// About a millisecond of yields.
  private static final int YIELDS = 1_500;

  private static final long PARK_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
  private static final long WATCHDOG_NANOS = TimeUnit.SECONDS.toNanos(10);

  /// How many turns pass between two looks for a stall; a power of two.
  private static final int JUDGE_EVERY = 64;

  private Pause() {}

  /// Passes the time of one turn.
  ///
  /// @return when the watchdog bites, or 0 while it sleeps
  @SuppressWarnings("ThreadPriorityCheck") // yields on purpose: the awaited vCPU may need the core
  static long pause(int turn, long deadline) {
    if (turn < PAUSES) {
      Thread.onSpinWait();
      return 0;
    }
    if (turn < PAUSES + YIELDS) {
      Thread.yield();
      return 0;
    }
    LockSupport.parkNanos(PARK_NANOS);
    return deadline == 0 ? System.nanoTime() + WATCHDOG_NANOS : deadline;
  }

  static boolean timeToJudge(int turn) {
    return (turn & (JUDGE_EVERY - 1)) == JUDGE_EVERY - 1;
  }
}

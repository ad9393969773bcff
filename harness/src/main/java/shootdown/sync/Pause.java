package shootdown.sync;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// How long to wait before looking again: pause, then yield, then park.
///
/// Pauses bridge an acknowledgement that is already under way: a few where there are more vCPUs
/// than cores, for then the awaited vCPU may need this one; more where each has a core. A yield
/// lets others run; a park is for waits that have lasted a millisecond. The clock is read only once
/// parking has begun, and only for the watchdog.
///
/// `-Dshootdown.pauses` and `-Dshootdown.yields` say otherwise, for who wants to know what another
/// way to wait costs.
final class Pause {
  /// About 300 ns of `onSpinWait`.
  private static final int PAUSES_OF_MANY = 10;

  /// About 3 us: an answer from a core that is far takes one, and a yield costs another.
  private static final int PAUSES_OF_FEW = 100;

  private static final int CORES = Runtime.getRuntime().availableProcessors();

  /// As many as these properties say, where they do.
  private static final int PAUSES = Integer.getInteger("shootdown.pauses", -1);

  /// About a millisecond of yields.
  private static final int YIELDS = Integer.getInteger("shootdown.yields", 1_500);

  private static final long PARK_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
  private static final long WATCHDOG_NANOS = TimeUnit.SECONDS.toNanos(10);

  /// How many turns pass between two looks for a stall; a power of two.
  private static final int JUDGE_EVERY = 64;

  private Pause() {}

  /// How many pauses come before the first yield.
  static int pauses(int vcpus) {
    if (PAUSES >= 0) {
      return PAUSES;
    }
    return vcpus <= CORES ? PAUSES_OF_FEW : PAUSES_OF_MANY;
  }

  /// Passes the time of one turn.
  ///
  /// @param pauses see [#pauses]
  /// @return when the watchdog bites, or 0 while it sleeps
  @SuppressWarnings("ThreadPriorityCheck") // yields on purpose: the awaited vCPU may need the core
  static long pause(int turn, int pauses, long deadline) {
    if (turn < pauses) {
      Thread.onSpinWait();
      return 0;
    }
    if (turn - pauses < YIELDS) {
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

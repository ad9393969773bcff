package shootdown.sync;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// How long to wait before looking again: pause, then yield, then park.
///
/// Pauses bridge an acknowledgement that is already under way: a few where there are more vCPUs
/// than cores, for then the awaited vCPU may need this one; more where each has a core. A yield
/// lets others run; a park is for waits that have lasted a millisecond, and for a core that
/// somebody else wants: there a yield costs a whole time slice, milliseconds, while who slept is
/// let in before who has been running. So a yield that took long is the last for a while.
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

  /// No other waiting vCPU keeps a core for so long.
  private static final long LONG_YIELD_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  /// How many waits do without yields after that.
  static final byte CROWDED_WAITS = 8;

  /// The shortest park; the kernel's timers add as much again.
  private static final long PARK_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  /// A core has a sleeper to wake no more often than this: a wake costs it several microseconds,
  /// and 62 sleepers of 50 us had two cores do nothing else (harness/README.md, Speed).
  private static final long WAKE_NANOS = TimeUnit.MICROSECONDS.toNanos(25);

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

  /// Whether a turn may yield: after its pauses, and before waiting has lasted.
  static boolean isEarly(int turn, int pauses) {
    return turn - pauses < YIELDS;
  }

  /// The turn that a wait goes on with which does not yield.
  static int late(int turn, int pauses) {
    return Math.max(turn, pauses + YIELDS);
  }

  /// Yields.
  ///
  /// @return whether the core was gone for so long that somebody else must want it
  @SuppressWarnings("ThreadPriorityCheck") // on purpose: the awaited vCPU may need the core
  static boolean yieldsLong() {
    long before = System.nanoTime();
    Thread.yield();
    return isLong(System.nanoTime() - before);
  }

  static boolean isLong(long nanos) {
    return nanos > LONG_YIELD_NANOS;
  }

  /// For how long a vCPU sleeps, if it is not woken: longer where more of them share a core.
  static long parkNanos(int vcpus, int cores) {
    return Math.max(PARK_NANOS, WAKE_NANOS * vcpus / cores);
  }

  static void sleep(int vcpus) {
    LockSupport.parkNanos(parkNanos(vcpus, CORES));
  }

  /// When the watchdog bites.
  ///
  /// @param deadline what was said in the turn before; 0 while it sleeps
  static long watchdog(int turn, int pauses, long deadline) {
    return deadline == 0 && !isEarly(turn, pauses) ? System.nanoTime() + WATCHDOG_NANOS : deadline;
  }

  static boolean timeToJudge(int turn) {
    return (turn & (JUDGE_EVERY - 1)) == JUDGE_EVERY - 1;
  }
}

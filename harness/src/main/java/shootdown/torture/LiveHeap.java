package shootdown.torture;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/// What is alive on the heap, early in a run and at its end: the harness must not grow while it
/// looks for what others forget to free.
///
/// Each look collects all garbage, twice, between two lives: some 100 ms. So short runs do without.
final class LiveHeap {
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

  /// By then every class that a life needs is loaded.
  private static final long WARM = 2;

  private static final double MIB = 1 << 20;

  private final boolean wanted;
  private long first;
  private long last;

  LiveHeap(Settings settings) {
    wanted = settings.time().compareTo(LONG_ENOUGH) >= 0;
  }

  /// A life is over.
  ///
  /// @param lives that are over
  void between(long lives) {
    if (wanted && lives == WARM) {
      first = bytes();
    }
  }

  /// The last life is over.
  void atEnd() {
    if (first > 0) {
      last = bytes();
    }
  }

  /// `, live heap 12.3 MiB at first, 12.4 MiB at last`; empty if it was not looked at.
  String words() {
    return last == 0
        ? ""
        : ", live heap %.1f MiB at first, %.1f MiB at last".formatted(first / MIB, last / MIB);
  }

  private static long bytes() {
    System.gc();
    System.gc(); // what the first found unreachable and had to be enqueued
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}

package shootdown.torture;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/// What is alive on the heap, early in a run and at its end: the harness must not grow while it
/// looks for what others forget to free.
///
/// Each look collects all garbage, twice: some 100 ms. So short runs do without. Both looks see one
/// machine; the conducting thread alone looks, while the vCPUs go on.
final class LiveHeap {
  private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

  /// By then every class that a life needs is loaded.
  private static final double WARM_SECONDS = 10;

  private static final double MIB = 1 << 20;

  private final boolean wanted;
  private double lookedAt;
  private long first;
  private long last;

  LiveHeap(Settings settings) {
    wanted = settings.time().compareTo(LONG_ENOUGH) >= 0;
  }

  /// The run goes on: time for the first look?
  ///
  /// @param seconds since it began
  void goesOn(double seconds) {
    if (wanted && first == 0 && seconds >= WARM_SECONDS) {
      first = bytes();
      lookedAt = seconds;
    }
  }

  /// The last life is over.
  void atEnd() {
    if (first > 0) {
      last = bytes();
    }
  }

  /// `, live heap 12.30 MiB after 10 s, 12.42 MiB at the end (+1.0 %)`; empty if it was not looked
  /// at.
  String words() {
    return last == 0
        ? ""
        : ", live heap %.2f MiB after %.0f s, %.2f MiB at the end (%+.1f %%)"
            .formatted(first / MIB, lookedAt, last / MIB, 100.0 * (last - first) / first);
  }

  private static long bytes() {
    System.gc();
    System.gc(); // what the first found unreachable and had to be enqueued
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}

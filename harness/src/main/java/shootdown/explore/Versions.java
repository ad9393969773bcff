package shootdown.explore;

import java.util.Arrays;

/// Which write each place in memory holds, for the length of one execution.
final class Versions {
  private long[] events = new long[256];
  private int[] epochs = new int[256];
  private int epoch = 1;

  /// Everything is as it was set up.
  void clear() {
    epoch++;
  }

  long get(int loc) {
    return loc < epochs.length && epochs[loc] == epoch ? events[loc] : 0;
  }

  void set(int loc, long event) {
    if (loc >= epochs.length) {
      int length = Math.max(loc + 1, 2 * epochs.length);
      events = Arrays.copyOf(events, length);
      epochs = Arrays.copyOf(epochs, length);
    }
    events[loc] = event;
    epochs[loc] = epoch;
  }
}

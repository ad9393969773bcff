package shootdown.explore;

import java.util.Arrays;

/// Which write each place in memory holds, for the length of one execution.
final class Versions {
  private long[] events = new long[256];
  private int[] epochs = new int[256];
  private int epoch = 1;
  private long sum;

  /// Everything is as it was set up.
  void clear() {
    epoch++;
    sum = 0;
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
    if (epochs[loc] == epoch) {
      sum -= Hash.mix(events[loc], loc);
    }
    sum += Hash.mix(event, loc);
    events[loc] = event;
    epochs[loc] = epoch;
  }

  /// Stands for all of them together.
  long sum() {
    return sum;
  }
}

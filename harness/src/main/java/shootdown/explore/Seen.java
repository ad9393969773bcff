package shootdown.explore;

/// States met before, and how much of the bound was left there.
///
/// Nine bytes each in a table that is up to half full, for as many as there is room for: states
/// that are met after that are not remembered, and are looked into each time.
final class Seen {
  private final int room;
  private long[] states = new long[1 << 16];
  private byte[] left = new byte[1 << 16];
  private int size;
  private boolean full;

  /// @param room for how many, at least one
  Seen(int room) {
    this.room = room;
  }

  /// As many as take up less than half of the memory there is, also while the table grows.
  static Seen asMemoryAllows() {
    return new Seen((int) Math.min(1 << 29, Runtime.getRuntime().maxMemory() / 64));
  }

  /// Notes that a state is met with so much left.
  ///
  /// @param budget at most 126
  /// @return whether it is new, or was met with less
  boolean isNews(long state, int budget) {
    long key = state == 0 ? 1 : state;
    int at = slot(key);
    if (states[at] == 0) {
      if (size == room) {
        full = true;
        return true;
      }
      if (2 * ++size > states.length) {
        grow();
        at = slot(key);
      }
      states[at] = key;
    } else if (left[at] >= budget) {
      return false;
    }
    left[at] = (byte) budget;
    return true;
  }

  private int slot(long key) {
    int at = (int) (Hash.mix(key) & (states.length - 1));
    while (states[at] != 0 && states[at] != key) {
      at = (at + 1) & (states.length - 1);
    }
    return at;
  }

  private void grow() {
    long[] oldStates = states;
    byte[] oldLeft = left;
    states = new long[2 * oldStates.length];
    left = new byte[states.length];
    for (int i = 0; i < oldStates.length; i++) {
      if (oldStates[i] != 0) {
        int at = slot(oldStates[i]);
        states[at] = oldStates[i];
        left[at] = oldLeft[i];
      }
    }
  }

  int size() {
    return size;
  }

  /// Whether there was one that it had no room for.
  boolean isFull() {
    return full;
  }
}

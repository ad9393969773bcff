package shootdown.explore;

import java.util.Arrays;

/// Places in memory, numbered densely, the same in every execution; and which of them more than one
/// vCPU has been seen to touch.
///
/// Only those are worth a preemption: what no other vCPU writes, or reads after it was written,
/// commutes with everything the others do. Which they are is learnt while exploring. A search that
/// takes up where an earlier execution was must meet the same points again: it goes by what was
/// known when it began ([#settle]), and starts over if it has learnt something ([#learnt]). A
/// replay stops everywhere, so that it need not know what the search knew.
final class Locations {
  // what is known of a place: who has touched it, and whether it was written, is shared, is a point
  private static final int PLAYERS = 0xFFFF;
  private static final int WRITTEN = 1 << 16;
  private static final int SHARED = 1 << 17;
  private static final int POINT = 1 << 18;

  private long[] keys = new long[1 << 12];
  private int[] slots = new int[1 << 12];
  private String[] names = new String[256];
  private int[] marks = new int[256];
  private boolean everywhere;
  private int size;
  private int learnt;
  private int settled = -1;

  /// The number of a place.
  ///
  /// @param birth the holder's number, 0 for none
  int of(Field field, int birth, int index) {
    long key = 1 + ((long) birth << 32 | (long) (index & 0xFFFF) << 16 | field.id());
    int at = (int) (Hash.mix(key) & (keys.length - 1));
    while (keys[at] != key) {
      if (keys[at] == 0) {
        return add(at, key, field, birth, index);
      }
      at = (at + 1) & (keys.length - 1);
    }
    return slots[at];
  }

  private int add(int at, long key, Field field, int birth, int index) {
    if (size * 2 > keys.length) {
      grow();
      return of(field, birth, index);
    }
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
      marks = Arrays.copyOf(marks, 2 * size);
    }
    keys[at] = key;
    slots[at] = size;
    names[size] = name(field, birth, index);
    return size++;
  }

  private static String name(Field field, int birth, int index) {
    return field.name().endsWith("[]")
        ? field.name().replace("[]", "#" + birth + "[" + index + "]")
        : field.name() + "#" + birth;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldSlots = slots;
    keys = new long[oldKeys.length * 2];
    slots = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int at = (int) (Hash.mix(oldKeys[i]) & (keys.length - 1));
        while (keys[at] != 0) {
          at = (at + 1) & (keys.length - 1);
        }
        keys[at] = oldKeys[i];
        slots[at] = oldSlots[i];
      }
    }
  }

  /// A vCPU is about to touch a place.
  ///
  /// @return whether it can be stopped before it does
  boolean touch(int loc, int player, boolean writes) {
    int before = marks[loc];
    int after = before | 1 << player | (writes ? WRITTEN : 0);
    if (after != before) {
      mark(loc, after);
    }
    return everywhere || (before & POINT) != 0;
  }

  private void mark(int loc, int mark) {
    int players = mark & PLAYERS;
    boolean isShared = (mark & WRITTEN) != 0 && (players & (players - 1)) != 0;
    if (isShared && !isShared(loc)) {
      learnt++;
    }
    marks[loc] = isShared ? mark | SHARED : mark;
  }

  boolean isShared(int loc) {
    return (marks[loc] & SHARED) != 0;
  }

  /// From now on the points are the places that are known to be shared now.
  void settle() {
    everywhere = false;
    if (settled != learnt) {
      for (int loc = 0; loc < size; loc++) {
        if (isShared(loc)) {
          marks[loc] |= POINT;
        }
      }
      settled = learnt;
    }
  }

  /// From now on every place is a point.
  void everywhere() {
    everywhere = true;
  }

  /// How many places have turned out to be shared.
  int learnt() {
    return learnt;
  }

  int size() {
    return size;
  }

  String name(int loc) {
    return names[loc];
  }
}

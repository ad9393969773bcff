package shootdown.explore;

import java.util.Arrays;

/// Places in memory, numbered densely, the same in every execution; and which of them more than one
/// vCPU has been seen to touch.
///
/// Only those are worth a preemption: what no other vCPU writes, or reads after it was written,
/// commutes with everything the others do. Which they are is learnt while exploring; a search that
/// must be exhaustive starts over when it has learnt something ([#learnt]).
final class Locations {
  private long[] keys = new long[1 << 12];
  private int[] slots = new int[1 << 12];
  private String[] names = new String[256];
  private int[] touched = new int[256];
  private int[] written = new int[256];
  private int size;
  private int learnt;

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
      touched = Arrays.copyOf(touched, 2 * size);
      written = Arrays.copyOf(written, 2 * size);
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
  void touch(int loc, int player, boolean writes) {
    boolean before = isShared(loc);
    touched[loc] |= 1 << player;
    if (writes) {
      written[loc] = 1;
    }
    if (!before && isShared(loc)) {
      learnt++;
    }
  }

  boolean isShared(int loc) {
    return written[loc] != 0 && (touched[loc] & (touched[loc] - 1)) != 0;
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

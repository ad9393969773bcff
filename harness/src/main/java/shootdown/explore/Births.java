package shootdown.explore;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Numbers for objects, the same in every execution of a story: in the order in which the set-up
/// makes them, and then in the order in which each vCPU does. Arrays, which cannot carry theirs,
/// are kept in a table, by identity.
final class Births {
  private @Nullable Object[] arrays = new Object[256];
  private int[] numbers = new int[256];

  /// Where in the table each of them is, in the order in which they came.
  private int[] places = new int[128];

  private int size;
  private int setUp;

  // what there was when a story had been set up
  private int keptSize;
  private int keptSetUp;

  /// A new story is about to be set up.
  void clear() {
    keptSize = 0;
    keptSetUp = 0;
    forget();
  }

  /// What has come since the beginning is there to stay.
  void keep() {
    keptSize = size;
    keptSetUp = setUp;
  }

  /// All that has come since [#keep] is gone. The last goes first: so it leaves no gap that another
  /// would have to be looked for behind.
  void forget() {
    while (size > keptSize) {
      arrays[places[--size]] = null;
    }
    setUp = keptSetUp;
  }

  int next() {
    return ++setUp;
  }

  void array(Object array, int number) {
    if (size == places.length) {
      grow();
    }
    int at = place(array);
    arrays[at] = array;
    numbers[at] = number;
    places[size++] = at;
  }

  @SuppressWarnings("ReferenceEquality") // a table by identity
  private int place(Object array) {
    int at = System.identityHashCode(array) & (arrays.length - 1);
    while (arrays[at] != null && arrays[at] != array) {
      at = (at + 1) & (arrays.length - 1);
    }
    return at;
  }

  private void grow() {
    @Nullable Object[] oldArrays = arrays;
    int[] oldNumbers = numbers;
    int[] oldPlaces = places;
    arrays = new Object[2 * oldArrays.length];
    numbers = new int[arrays.length];
    places = Arrays.copyOf(oldPlaces, 2 * size);
    for (int i = 0; i < size; i++) {
      Object array = oldArrays[oldPlaces[i]];
      if (array != null) {
        int at = place(array);
        arrays[at] = array;
        numbers[at] = oldNumbers[oldPlaces[i]];
        places[i] = at;
      }
    }
  }

  /// 0 for what was there before the story: static fields, what class initialisers made.
  int of(@Nullable Object holder) {
    if (holder instanceof Born born) {
      return born.birth();
    }
    if (holder == null) {
      return 0;
    }
    int at = place(holder);
    return arrays[at] == null ? 0 : numbers[at];
  }
}

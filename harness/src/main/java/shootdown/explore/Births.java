package shootdown.explore;

import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/// Numbers for objects, the same in every execution of a story: in the order in which the set-up
/// makes them, and then in the order in which each vCPU does. Arrays, which cannot carry theirs,
/// are kept in a map for the length of an execution.
final class Births {
  private final IdentityHashMap<Object, Integer> arrays = new IdentityHashMap<>();
  private int setUp;

  /// A new story is about to be set up.
  void clear() {
    arrays.clear();
    setUp = 0;
  }

  int next() {
    return ++setUp;
  }

  void array(Object array, int number) {
    arrays.put(array, number);
  }

  /// 0 for what was there before the story: static fields, what class initialisers made.
  int of(@Nullable Object holder) {
    if (holder instanceof Born born) {
      return born.birth();
    }
    return holder == null ? 0 : arrays.getOrDefault(holder, 0);
  }
}

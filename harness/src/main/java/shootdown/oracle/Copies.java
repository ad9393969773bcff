package shootdown.oracle;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// Sorted maps that nobody can change.
final class Copies {
  private Copies() {}

  static <V> SortedMap<Integer, V> of(SortedMap<Integer, V> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}

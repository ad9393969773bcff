package shootdown.oracle;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Spells numbers that may be missing, and masks.
final class Words {
  private Words() {}

  static String id(long id) {
    return id == Snapshot.NONE ? "none" : Long.toString(id);
  }

  static String mask(long vcpus) {
    return IntStream.range(0, Long.SIZE)
        .filter(vcpu -> (vcpus >>> vcpu & 1) != 0)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(",", "{", "}"));
  }
}

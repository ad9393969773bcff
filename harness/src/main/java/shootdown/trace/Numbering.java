package shootdown.trace;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The numbers that traces carry for the constants of an enum, in both directions.
///
/// Looking up allocates nothing. The numbers are those of the declaration order, so they hold
/// within one run and must not be stored.
final class Numbering<E extends Enum<E>> {
  private final List<E> constants;
  private final Map<E, Integer> numbers;

  Numbering(Class<E> type) {
    constants = List.of(type.getEnumConstants());
    numbers = new EnumMap<>(type);
    constants.forEach(constant -> numbers.put(constant, numbers.size()));
  }

  int of(E constant) {
    return numbers.getOrDefault(constant, -1);
  }

  Optional<E> at(long number) {
    return 0 <= number && number < constants.size()
        ? Optional.of(constants.get((int) number))
        : Optional.empty();
  }
}

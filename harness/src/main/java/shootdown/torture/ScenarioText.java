package shootdown.torture;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads a scenario: a word and a value a line, `#` for what is not to be read.
///
/// ```
/// scenario  exits
/// purpose   processes are born and die while others borrow their page tables
/// fork      4        # an operation and its weight against the others
/// exit      6
/// levels    3        # of a page table: 2, 3 or 4
/// ```
final class ScenarioText {
  private static final int MOST_WEIGHT = 1_000_000;

  private final Map<Operation, Integer> weights = new EnumMap<>(Operation.class);
  private final Map<String, String> words = new LinkedHashMap<>();
  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final Map<String, Boolean> switches = new LinkedHashMap<>();
  private final Set<String> told = new HashSet<>();
  private int line;

  ScenarioText() {
    numbers.put("levels", 3);
    numbers.put("batch", 8);
    numbers.put("words", 0);
    numbers.put("life", 0);
    numbers.put("yields", 64);
    numbers.put("walks", 16);
    switches.put("highmem", false);
    switches.put("split-locks", false);
    switches.put("late", false);
  }

  Scenario read(String text) {
    for (String raw : text.lines().toList()) {
      line++;
      String content = raw.replaceFirst("#.*", "").strip();
      if (!content.isEmpty()) {
        String[] parts = content.split("\\s+", 2);
        entry(parts[0], parts.length == 1 ? "" : parts[1]);
      }
    }
    line++;
    return made();
  }

  private void entry(String word, String value) {
    if (value.isEmpty()) {
      throw wrong("'" + word + "' needs a value");
    }
    if (!told.add(word)) {
      throw wrong("'" + word + "' is there twice");
    }
    Optional<Operation> operation = Operation.named(word);
    if (operation.isPresent()) {
      weights.put(operation.get(), number(word, value, 0, MOST_WEIGHT));
    } else if (Set.of("scenario", "purpose").contains(word)) {
      words.put(word, value);
    } else if (switches.containsKey(word)) {
      switches.put(word, isYes(word, value));
    } else if (numbers.containsKey(word)) {
      numbers.put(word, number(word, value));
    } else {
      throw wrong("unknown word '" + word + "'" + nearest(word));
    }
  }

  private int number(String word, String value) {
    return switch (word) {
      case "levels" -> number(word, value, 2, 4);
      case "batch" -> number(word, value, 2, 1024);
      case "words" -> value.equals("0") ? 0 : number(word, value, 2, 8192);
      default -> number(word, value, 0, Integer.MAX_VALUE);
    };
  }

  private int number(String word, String value, int least, int most) {
    long n = value.matches("\\d{1,10}") ? Long.parseLong(value) : -1;
    if (n < least || n > most) {
      throw wrong(word + " must be from " + least + " to " + most + ": '" + value + "'");
    }
    return (int) n;
  }

  private boolean isYes(String word, String value) {
    return switch (value) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw wrong(word + " must be yes or no: '" + value + "'");
    };
  }

  /// The operations that begin alike.
  private static String nearest(String word) {
    String alike =
        Arrays.stream(Operation.values())
            .map(Operation::word)
            .filter(o -> o.charAt(0) == word.charAt(0))
            .collect(Collectors.joining(", "));
    return alike.isEmpty() ? "" : "; with " + word.charAt(0) + " there are " + alike;
  }

  private Scenario made() {
    Mix mix;
    try {
      mix = new Mix(weights);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
    return new Scenario(
        word("scenario"),
        word("purpose"),
        mix,
        numbers.getOrDefault("levels", 0),
        switches.getOrDefault("highmem", false),
        switches.getOrDefault("split-locks", false),
        switches.getOrDefault("late", false),
        numbers.getOrDefault("batch", 0),
        numbers.getOrDefault("words", 0),
        numbers.getOrDefault("life", 0),
        numbers.getOrDefault("yields", 0),
        numbers.getOrDefault("walks", 0));
  }

  private String word(String key) {
    String value = words.get(key);
    if (value == null) {
      throw wrong("the line '" + key + " …' is missing");
    }
    return value;
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("line " + line + ": " + what);
  }
}

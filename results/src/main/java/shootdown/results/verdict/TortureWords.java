package shootdown.results.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import shootdown.results.run.TortureRecord;

/// What is said of torture runs.
final class TortureWords {
  private TortureWords() {}

  /// The sentences about all of them.
  static List<String> sentences(List<TortureRecord> all) {
    List<String> parts = new ArrayList<>();
    for (Verdict verdict : Verdict.values()) {
      List<TortureRecord> some = all.stream().filter(t -> Tortured.verdict(t) == verdict).toList();
      if (!some.isEmpty()) {
        String runs =
            some.size() == 1 ? "1 torture run" : Words.count(some.size()) + " torture runs";
        parts.add(runs + " " + what(verdict, some) + ".");
      }
    }
    return parts;
  }

  private static String what(Verdict verdict, List<TortureRecord> some) {
    long operations = some.stream().mapToLong(TortureRecord::operations).sum();
    return switch (verdict) {
      case HOLDS -> "broke nothing in " + Words.count(operations) + " operations";
      case VIOLATED -> "broke " + codes(some) + " on " + kernels(some);
      case CONVICTED -> "convicted " + kernels(some) + ", as expected";
      case NOT_REACHED -> "never came to all that was to be played";
      default -> "could not be judged";
    };
  }

  private static String codes(List<TortureRecord> some) {
    return some.stream().map(TortureRecord::code).distinct().collect(Collectors.joining(", "));
  }

  private static String kernels(List<TortureRecord> some) {
    List<String> names = some.stream().map(TortureRecord::kernel).distinct().toList();
    return names.size() == 1
        ? "kernel " + names.getFirst()
        : Words.count(names.size()) + " kernels";
  }
}

package shootdown.torture;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// How far a run has come.
///
/// @param seconds since it began
/// @param secondsLeft at most
/// @param operations of all vCPUs
/// @param rate operations a second, since the line before
/// @param errors breaches of a rule so far: none, or the one that ends the run
/// @param activity what was done, by name
/// @param windows how often it came where an invariant can break, by invariant
/// @param played operations that found something to do, by name
public record Statistics(
    double seconds,
    double secondsLeft,
    long operations,
    double rate,
    int errors,
    Map<String, Long> activity,
    Map<String, Long> windows,
    Map<String, Long> played) {

  public Statistics {
    activity = Collections.unmodifiableMap(new LinkedHashMap<>(activity));
    windows = Collections.unmodifiableMap(new LinkedHashMap<>(windows));
    played = Collections.unmodifiableMap(new LinkedHashMap<>(played));
  }

  static Statistics of(
      Counters counters, double seconds, double secondsLeft, double rate, int errors) {
    return new Statistics(
        seconds,
        secondsLeft,
        counters.operations(),
        rate,
        errors,
        counters.activity(),
        counters.windows(),
        counters.operationsByWord());
  }

  /// One line, for whoever watches.
  public String line() {
    return "torture: %.1f s, %d operations, %d/s, %.0f s left; %s errors=%d"
        .formatted(seconds, operations, Math.round(rate), secondsLeft, words(activity), errors);
  }

  /// `pins=3 unpins=2`.
  static String words(Map<String, Long> figures) {
    return figures.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue())
        .collect(Collectors.joining(" "));
  }
}

package shootdown.results.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// One start of JMH: a benchmark, the values its parameters take, and how hard to try.
///
/// @param params values by name, separated by commas; what is not named keeps JMH's own
/// @param setUpSeconds what a fork takes besides measuring
/// @param cells how many combinations of parameters there are
public record BenchJob(
    String id,
    Map<String, String> params,
    int cells,
    int forks,
    int warmups,
    int warmupMillis,
    int iterations,
    int iterationMillis,
    double setUpSeconds) {
  /// Starting a JVM, and what most benchmarks set up before they measure.
  static final double SET_UP = 1.3;

  public BenchJob {
    params = Map.copyOf(new TreeMap<>(params));
  }

  static BenchJob of(BenchmarkSheet sheet, BenchEffort effort) {
    return new BenchJob(
        sheet.id(),
        Map.of(),
        sheet.cells(),
        effort.forks(),
        BenchEffort.WARMUPS,
        effort.warmupMillis(),
        BenchEffort.ITERATIONS,
        effort.iterationMillis(),
        SET_UP);
  }

  double seconds() {
    double sampling = (warmups * warmupMillis + iterations * iterationMillis) / 1000.0;
    return cells * forks * (setUpSeconds + sampling);
  }

  /// `PinBatch.round`.
  String shortName() {
    return id.substring(id.lastIndexOf('.', id.lastIndexOf('.') - 1) + 1);
  }

  String pattern() {
    return "^" + Pattern.quote(id) + "$";
  }

  /// The line for a plan.
  @Override
  public String toString() {
    String values =
        new TreeMap<>(params)
            .entrySet().stream()
                .map(e -> " " + e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining());
    return "%s%s: %d x %d forks, about %.0f s"
        .formatted(shortName(), values, cells, forks, seconds());
  }
}

package shootdown.results.goal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import shootdown.results.bench.Bootstrap;
import shootdown.results.bench.Comparison;
import shootdown.results.run.BenchmarkRecord;
import shootdown.results.run.Interval;

/// The records of the benchmarks, pooled over runs, to be asked for what one needs.
record Measured(List<BenchmarkRecord> records) {
  private static final String PACKAGE = "shootdown.bench.";

  /// What tells where the host had put the cores: 1 SMT siblings, 2 same L3, 3 far.
  private static final String PLACEMENT = "placement";

  private static final String PAIR_PLACEMENT = "pairPlacement";

  /// Counters that depend on it: something goes from one core to the other.
  private static final Pattern ON_TWO_CORES =
      Pattern.compile(
          "oneBit.*|call.*|mpsc.*|slotsGain|growthPerBound|dropPerA2|pair.*|pinPair.*|ack.*"
              + "|mask|counted.*|broadcast.*|chosen.*|peer.*");

  /// Counters that compare two copies of one thing.
  private static final List<String> CONTROLS = List.of("controlRatio", "a2PerA2");

  boolean isEmpty() {
    return records.stream().noneMatch(r -> r.id().startsWith(PACKAGE));
  }

  /// The records of one counter.
  ///
  /// @param type the benchmark's class
  Stream<BenchmarkRecord> all(String type, String metric) {
    return records.stream()
        .filter(r -> r.id().startsWith(PACKAGE + type + ".") && r.metric().equals(metric));
  }

  /// Those of them with these parameters.
  Stream<BenchmarkRecord> all(String type, String metric, Map<String, String> params) {
    return all(type, metric).filter(r -> r.params().entrySet().containsAll(params.entrySet()));
  }

  /// Another counter of the same benchmark at the same parameters.
  Optional<BenchmarkRecord> beside(BenchmarkRecord record, String metric) {
    return records.stream()
        .filter(
            r ->
                r.metric().equals(metric)
                    && r.id().equals(record.id())
                    && r.kernel().equals(record.kernel())
                    && r.params().equals(record.params()))
        .findFirst();
  }

  /// The forks in which the host had placed the cores so; all of them if nobody looked.
  ///
  /// @param place 1 to 3
  List<List<Double>> placed(BenchmarkRecord record, int place) {
    return placement(record).map(where -> placed(record, where, place)).orElse(record.forks());
  }

  /// Where the cores were, if the record depends on it and somebody looked.
  Optional<BenchmarkRecord> placement(BenchmarkRecord record) {
    return ON_TWO_CORES.matcher(record.metric()).matches()
        ? beside(record, PLACEMENT).or(() -> beside(record, PAIR_PLACEMENT))
        : Optional.empty();
  }

  private static List<List<Double>> placed(
      BenchmarkRecord record, BenchmarkRecord placement, int place) {
    List<List<Double>> where = placement.forks();
    List<List<Double>> chosen = new ArrayList<>();
    for (int fork = 0; fork < Math.min(where.size(), record.forks().size()); fork++) {
      if (where.get(fork).stream().allMatch(p -> Math.round(p) == place)) {
        chosen.add(record.forks().get(fork));
      }
    }
    return chosen;
  }

  /// The placement with most forks; ties go to the nearer one.
  int commonest(BenchmarkRecord record) {
    int best = 1;
    for (int place = 2; place <= 3; place++) {
      if (placed(record, place).size() > placed(record, best).size()) {
        best = place;
      }
    }
    return best;
  }

  /// Why the control voids the record, or empty.
  Optional<String> voided(BenchmarkRecord record, int place) {
    return CONTROLS.stream()
        .flatMap(metric -> beside(record, metric).stream())
        .map(c -> placement(record).map(where -> placed(c, where, place)).orElse(c.forks()))
        .filter(forks -> !forks.isEmpty())
        .map(forks -> new Bootstrap().of(forks))
        .filter(control -> Comparison.ofCost(control) != Comparison.EQUAL)
        .findFirst()
        .map(Measured::says);
  }

  private static String says(Interval control) {
    return String.format(
        Locale.ROOT,
        "void: two copies of one thing came out at %.2f to %.2f",
        control.low(),
        control.high());
  }
}

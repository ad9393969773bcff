package shootdown.results.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import shootdown.results.run.BenchmarkRecord;
import shootdown.results.run.Interval;

/// Measurements ready to be shown: runs pooled, each row next to the row it is to be compared with.
public final class Benchmarks {
  /// The word that marks a baseline, as a method's name or as a parameter's value.
  static final String DIRECT = "direct";

  static final String BATCH = "batch";

  /// How the names of counters end that are ratios.
  private static final String RATIO = "Ratio";

  private Benchmarks() {}

  /// Pools the forks of equal rows, of each those of one placement of the cores, then compares.
  public static List<BenchmarkRow> rows(Stream<BenchmarkRecord> records) {
    Measured measured = new Measured(pooled(records));
    Map<BenchmarkRecord, Boolean> unfolded =
        CounterSeries.unfold(
            measured.records().stream().map(measured::commonly).toList(), measured::isVoid);
    List<BenchmarkRecord> all = List.copyOf(unfolded.keySet());
    return all.stream()
        .map(record -> row(record, all, unfolded.getOrDefault(record, false)))
        .toList();
  }

  private static BenchmarkRow row(
      BenchmarkRecord record, List<BenchmarkRecord> all, boolean isVoid) {
    if (record.metric().endsWith(RATIO)) {
      return new BenchmarkRow(
          record,
          Optional.of(
              new BenchmarkRow.Versus("what took turns with it", record.interval(), isVoid)));
    }
    return new BenchmarkRow(
        record,
        all.stream()
            .filter(other -> isBaselineOf(other, record))
            .findFirst()
            .map(b -> versus(record, b, isVoid)));
  }

  private static BenchmarkRow.Versus versus(
      BenchmarkRecord record, BenchmarkRecord baseline, boolean isVoid) {
    boolean throughput = record.mode().equals("thrpt");
    Interval ratio =
        throughput
            ? new Bootstrap().ratio(baseline.forks(), record.forks())
            : new Bootstrap().ratio(record.forks(), baseline.forks());
    return new BenchmarkRow.Versus(
        new BenchmarkRow(baseline, Optional.empty()).label(), ratio, isVoid);
  }

  private static boolean isBaselineOf(BenchmarkRecord base, BenchmarkRecord record) {
    return isDirect(base)
        && !isDirect(record)
        && type(base).equals(type(record))
        && (method(base).equals(DIRECT) || method(base).equals(method(record)))
        && base.kernel().equals(record.kernel())
        && base.mode().equals(record.mode())
        && record.metric().equals(BenchmarkRecord.PRIMARY)
        && base.metric().equals(BenchmarkRecord.PRIMARY)
        && sharedParams(base).entrySet().stream()
            .allMatch(p -> p.getValue().equals(record.params().get(p.getKey())));
  }

  private static boolean isDirect(BenchmarkRecord record) {
    return method(record).equals(DIRECT) || record.params().containsValue(DIRECT);
  }

  private static Map<String, String> sharedParams(BenchmarkRecord base) {
    Map<String, String> params = new LinkedHashMap<>(base.params());
    params.values().removeIf(DIRECT::equals);
    return params;
  }

  /// One record for each metric at each set of parameters, with the forks of all runs.
  public static List<BenchmarkRecord> pooled(Stream<BenchmarkRecord> records) {
    Map<List<Object>, BenchmarkRecord> pooled = new LinkedHashMap<>();
    records.forEach(
        r ->
            pooled.merge(
                List.of(r.kernel(), r.id(), r.mode(), r.params(), r.metric()),
                r,
                Benchmarks::join));
    return List.copyOf(pooled.values());
  }

  private static BenchmarkRecord join(BenchmarkRecord a, BenchmarkRecord b) {
    List<List<Double>> forks = new ArrayList<>(a.forks());
    forks.addAll(b.forks());
    return new BenchmarkRecord(
        a.kernel(),
        a.id(),
        a.mode(),
        a.params(),
        a.metric(),
        a.unit(),
        forks,
        new Bootstrap().of(a.metric(), forks));
  }

  static String type(BenchmarkRecord record) {
    return record.id().substring(0, Math.max(0, record.id().lastIndexOf('.')));
  }

  static String method(BenchmarkRecord record) {
    return record.id().substring(record.id().lastIndexOf('.') + 1);
  }
}

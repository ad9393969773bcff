package shootdown.results.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shootdown.results.run.BenchmarkRecord;

/// Batch sizes that took turns within one fork, and so came as auxiliary counters: `pinDirect`,
/// `pin1`, `pin32` become rows of a benchmark `pin` with the parameter `batch`.
///
/// A family is a word with `Direct` and at least two sizes behind it; its counters are times in
/// nanoseconds. A family that ends in `Pair` is what two vCPUs did at once. The score of such a
/// benchmark, the length of a round, says nothing and is left out.
final class CounterSeries {
  private static final Pattern SIZE = Pattern.compile("([a-z]\\w*?)(\\d{1,6})");
  private static final String BASELINE = "Direct";
  private static final String PAIR = "Pair";

  private CounterSeries() {}

  /// The rows, in order, and whether each is void.
  ///
  /// @param isVoid of a counter as it came
  static Map<BenchmarkRecord, Boolean> unfold(
      List<BenchmarkRecord> records, Predicate<BenchmarkRecord> isVoid) {
    Map<List<Object>, List<BenchmarkRecord>> benchmarks = new LinkedHashMap<>();
    for (BenchmarkRecord r : records) {
      benchmarks
          .computeIfAbsent(
              List.of(r.kernel(), r.id(), r.mode(), r.params()), key -> new ArrayList<>())
          .add(r);
    }
    Map<BenchmarkRecord, Boolean> all = new LinkedHashMap<>();
    benchmarks.values().forEach(metrics -> unfold(metrics, isVoid, all));
    return all;
  }

  private static void unfold(
      List<BenchmarkRecord> metrics,
      Predicate<BenchmarkRecord> isVoid,
      Map<BenchmarkRecord, Boolean> all) {
    List<String> families =
        metrics.stream()
            .map(BenchmarkRecord::metric)
            .filter(name -> name.endsWith(BASELINE))
            .map(name -> name.substring(0, name.length() - BASELINE.length()))
            .filter(family -> metrics.stream().filter(m -> isSizeOf(family, m)).count() >= 2)
            .toList();
    List<BenchmarkRecord> others = new ArrayList<>();
    for (BenchmarkRecord metric : metrics) {
      Matcher size = SIZE.matcher(metric.metric());
      String family = metric.metric().replaceFirst(BASELINE + "$", "");
      if (size.matches() && families.contains(size.group(1))) {
        all.put(member(metric, size.group(1), size.group(2)), isVoid.test(metric));
      } else if (metric.metric().endsWith(BASELINE) && families.contains(family)) {
        all.put(member(metric, family, Benchmarks.DIRECT), isVoid.test(metric));
      } else if (families.isEmpty() || !metric.metric().equals(BenchmarkRecord.PRIMARY)) {
        others.add(metric);
      }
    }
    others.forEach(other -> all.put(other, isVoid.test(other)));
  }

  private static boolean isSizeOf(String family, BenchmarkRecord metric) {
    Matcher size = SIZE.matcher(metric.metric());
    return size.matches() && size.group(1).equals(family);
  }

  private static BenchmarkRecord member(BenchmarkRecord r, String family, String batch) {
    Map<String, String> params = new TreeMap<>(r.params());
    params.put(Benchmarks.BATCH, batch);
    boolean pair = family.endsWith(PAIR);
    if (pair) {
      params.put("vcpus", "2");
    }
    return new BenchmarkRecord(
        r.kernel(),
        Benchmarks.type(r)
            + "."
            + (pair ? family.substring(0, family.length() - PAIR.length()) : family),
        r.mode(),
        params,
        BenchmarkRecord.PRIMARY,
        "ns",
        r.forks(),
        r.interval());
  }
}

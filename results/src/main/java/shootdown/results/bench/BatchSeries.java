package shootdown.results.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import shootdown.results.run.BenchmarkRecord;
import shootdown.results.run.Interval;

/// Cost against batch size: one line of a chart.
///
/// A class whose benchmarks have a parameter `batch` is drawn. What has no batch size in it, the
/// value `direct` or a method without the parameter, costs the same everywhere and has [#flat] set.
public record BatchSeries(String name, List<Point> points, boolean flat) {

  /// A cost at a size.
  ///
  /// @param batch meaningless in a flat series
  public record Point(int batch, Interval cost) {}

  /// The lines that belong into one picture.
  public record Group(String title, String unit, List<BatchSeries> series) {}

  /// One picture for each class and each choice of its other parameters.
  public static List<Group> groups(List<BenchmarkRow> rows) {
    Map<String, List<BenchmarkRecord>> byTitle = new LinkedHashMap<>();
    for (BenchmarkRow row : rows) {
      BenchmarkRecord record = row.record();
      if (record.metric().equals(BenchmarkRecord.PRIMARY) && !record.mode().equals("thrpt")) {
        byTitle.computeIfAbsent(title(record), title -> new ArrayList<>()).add(record);
      }
    }
    return byTitle.entrySet().stream()
        .map(entry -> group(entry.getKey(), entry.getValue()))
        .filter(group -> group.series().stream().anyMatch(s -> s.points().size() > 1))
        .toList();
  }

  /// Whether a row is a point of one of the pictures.
  public static boolean isDrawn(BenchmarkRow row, List<Group> groups) {
    String title = title(row.record());
    return row.record().metric().equals(BenchmarkRecord.PRIMARY)
        && groups.stream().anyMatch(group -> group.title().equals(title));
  }

  private static Group group(String title, List<BenchmarkRecord> records) {
    Map<String, List<Point>> lines = new LinkedHashMap<>();
    Map<String, Boolean> flat = new LinkedHashMap<>();
    for (BenchmarkRecord record : records) {
      String batch = record.params().getOrDefault(Benchmarks.BATCH, "");
      boolean numeric = batch.matches("\\d{1,7}");
      String name =
          (numeric || batch.isEmpty() ? Benchmarks.method(record) : name(record, records))
              + where(record);
      flat.merge(name, !numeric, Boolean::logicalAnd);
      lines
          .computeIfAbsent(name, n -> new ArrayList<>())
          .add(new Point(numeric ? Integer.parseInt(batch) : 0, record.interval()));
    }
    List<BatchSeries> series = new ArrayList<>();
    lines.forEach(
        (name, points) -> {
          points.sort(Comparator.comparingInt(Point::batch));
          series.add(new BatchSeries(name, List.copyOf(points), flat.getOrDefault(name, false)));
        });
    return new Group(title, records.getFirst().unit(), series);
  }

  /// `, same L3` behind the name of a line that is of one placement of the cores.
  private static String where(BenchmarkRecord record) {
    return Measured.place(record).map(place -> ", " + place).orElse("");
  }

  /// `direct`, or `unpin direct` where there is another method's beside it.
  private static String name(BenchmarkRecord direct, List<BenchmarkRecord> all) {
    String batch = direct.params().getOrDefault(Benchmarks.BATCH, "");
    String method = Benchmarks.method(direct);
    return all.stream().allMatch(r -> Benchmarks.method(r).equals(method))
        ? batch
        : method + " " + batch;
  }

  private static String title(BenchmarkRecord record) {
    Map<String, String> others = new TreeMap<>(record.params());
    others.remove(Benchmarks.BATCH);
    others.remove(Measured.PLACEMENT);
    String type = Benchmarks.type(record);
    String simple = type.substring(type.lastIndexOf('.') + 1);
    StringBuilder title = new StringBuilder(simple);
    others.forEach((name, value) -> title.append(", ").append(name).append(' ').append(value));
    return title.toString();
  }
}

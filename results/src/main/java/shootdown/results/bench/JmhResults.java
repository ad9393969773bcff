package shootdown.results.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import shootdown.results.run.BenchmarkRecord;
import shootdown.results.run.Json;
import shootdown.results.run.Unreadable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads JMH's own JSON: one record for each benchmark, its primary metric and each auxiliary
/// counter.
public final class JmhResults {
  private JmhResults() {}

  public static List<BenchmarkRecord> read(Path file, String kernel) {
    try {
      JsonNode root = Json.lines().readTree(Files.readString(file));
      if (!root.isArray()) {
        throw new Unreadable(file, "is not a JMH result");
      }
      List<BenchmarkRecord> records = new ArrayList<>();
      for (JsonNode result : root) {
        read(file, result, kernel, records);
      }
      return records;
    } catch (IOException e) {
      throw new Unreadable(file, "cannot be read: " + e.getMessage());
    } catch (JacksonException e) {
      throw new Unreadable(file, "is damaged, or is not JSON");
    }
  }

  private static void read(
      Path file, JsonNode result, String kernel, List<BenchmarkRecord> records) {
    String id = result.path("benchmark").asString("");
    JsonNode primary = result.path("primaryMetric");
    if (id.isEmpty() || !primary.isObject()) {
      throw new Unreadable(file, "is not a JMH result");
    }
    Map<String, String> params = new TreeMap<>();
    result.path("params").forEachEntry((name, value) -> params.put(name, value.asString()));
    String mode = result.path("mode").asString("");
    records.add(record(file, kernel, id, mode, params, BenchmarkRecord.PRIMARY, primary));
    result
        .path("secondaryMetrics")
        .forEachEntry(
            (name, metric) -> {
              if (!name.startsWith("·") && isMeasured(metric)) { // profilers' own
                records.add(record(file, kernel, id, mode, params, name, metric));
              }
            });
  }

  /// JMH writes NaN, which no number of JSON is, as a word; a counter that has it found nothing to
  /// measure on this machine.
  private static boolean isMeasured(JsonNode metric) {
    for (JsonNode fork : metric.path("rawData")) {
      for (JsonNode value : fork) {
        if (value.isString()) {
          return false;
        }
      }
    }
    return true;
  }

  private static BenchmarkRecord record(
      Path file,
      String kernel,
      String id,
      String mode,
      Map<String, String> params,
      String metric,
      JsonNode node) {
    List<List<Double>> forks = forks(node);
    if (forks.isEmpty() || forks.stream().anyMatch(List::isEmpty)) {
      throw new Unreadable(file, "has a metric without raw data: " + id + " " + metric);
    }
    String unit = node.path("scoreUnit").asString("");
    return new BenchmarkRecord(
        kernel, id, mode, params, metric, unit, forks, new Bootstrap().of(metric, forks));
  }

  private static List<List<Double>> forks(JsonNode metric) {
    List<List<Double>> forks = new ArrayList<>();
    if (metric.has("rawDataHistogram")) {
      metric.path("rawDataHistogram").forEach(fork -> forks.add(medians(fork)));
    } else {
      metric.path("rawData").forEach(fork -> forks.add(values(fork)));
    }
    return forks;
  }

  private static List<Double> values(JsonNode fork) {
    List<Double> values = new ArrayList<>();
    fork.forEach(value -> values.add(value.asDouble()));
    return values;
  }

  /// A sampled iteration is a histogram of value and count; its median stands for it.
  private static List<Double> medians(JsonNode fork) {
    List<Double> medians = new ArrayList<>();
    fork.forEach(histogram -> medians.add(median(histogram)));
    return medians;
  }

  private static double median(JsonNode histogram) {
    TreeMap<Double, Long> counts = new TreeMap<>();
    histogram.forEach(bin -> counts.merge(bin.path(0).asDouble(), bin.path(1).asLong(), Long::sum));
    long half = (counts.values().stream().mapToLong(Long::longValue).sum() + 1) / 2;
    long seen = 0;
    for (Map.Entry<Double, Long> bin : counts.entrySet()) {
      seen += bin.getValue();
      if (seen >= half) {
        return bin.getKey();
      }
    }
    return Double.NaN;
  }
}

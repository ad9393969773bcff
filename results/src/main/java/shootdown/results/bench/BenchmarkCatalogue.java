package shootdown.results.bench;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/// The benchmarks on the class path, from JMH's own list.
public final class BenchmarkCatalogue {
  private BenchmarkCatalogue() {}

  public static List<BenchmarkSheet> matching(Pattern pattern) {
    if (BenchmarkParams.class.getResource(BenchmarkList.BENCHMARK_LIST) == null) {
      return List.of();
    }
    var silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
    Map<String, List<BenchmarkListEntry>> byName =
        BenchmarkList.defaultList().getAll(silent, List.of()).stream()
            .filter(entry -> pattern.matcher(entry.getUsername()).find())
            .collect(Collectors.groupingBy(BenchmarkListEntry::getUsername));
    return byName.values().stream()
        .map(List::getFirst)
        .map(BenchmarkCatalogue::sheet)
        .sorted(Comparator.comparing(BenchmarkSheet::id))
        .toList();
  }

  private static BenchmarkSheet sheet(BenchmarkListEntry entry) {
    Map<String, String[]> params = entry.getParams().orElse(Map.of());
    Map<String, Integer> values = new TreeMap<>();
    params.forEach((name, all) -> values.put(name, all.length));
    boolean kernelParam = values.remove("kernel") != null;
    return new BenchmarkSheet(entry.getUsername(), values, kernelParam);
  }
}

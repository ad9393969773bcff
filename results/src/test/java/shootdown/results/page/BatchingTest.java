package shootdown.results.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shootdown.results.Fixtures;
import shootdown.results.bench.JmhResults;
import shootdown.results.run.Entry;
import shootdown.results.run.Run;
import shootdown.results.run.RunReader;

class BatchingTest {
  private static final Run GOLDEN = RunReader.read(Fixtures.path("run/golden.jsonl"));

  @TempDir Path folder;

  private static String counters(String family, double e, double w) {
    String sizes =
        IntStream.of(1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
            .mapToObj(n -> counter(family + n, e / n + w))
            .collect(Collectors.joining(","));
    return String.join(
        ",",
        counter(family + "Direct", e + w),
        sizes,
        counter(family + "E", e),
        counter(family + "W", w),
        counter(family + "N50", e / w),
        counter(family + "N90", 9 * e / w),
        counter(family + "Ceiling", (e + w) / w),
        counter(family + "Gain32", (e + w) / (e / 32 + w)));
  }

  private static String counter(String name, double value) {
    return "\"%s\": {\"scoreUnit\": \"#\", \"rawData\": [[%s], [%s]]}"
        .formatted(name, value, value);
  }

  private Report report(String transport) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("jmh.json"),
            """
            [{"benchmark": "shootdown.bench.PinBatch.round", "mode": "avgt",
              "params": {"transport": "%s", "work": "64"},
              "primaryMetric": {"scoreUnit": "us/op", "rawData": [[1.0], [1.0]]},
              "secondaryMetrics": {%s, %s, %s}}]
            """
                .formatted(
                    transport,
                    counter("available", 1),
                    counters("pin", 250, 100),
                    counters("pinPair", 300, 110)));
    List<Entry> records = List.copyOf(JmhResults.read(file, "fixed"));
    return Report.of(List.of(new Run(file, GOLDEN.started(), records)));
  }

  @Test
  void saysInWordsWhatATrapCosts() throws IOException {
    String words = Batching.of(report("trap")).words();
    assertTrue(words.startsWith("On this machine an entry by a trap costs 250 ns"), words);
    assertTrue(words.contains("had at 2.50 to a batch, 90 % at 22.5"), words);
  }

  @Test
  void drawsTheCurveWithItsFit() throws IOException {
    Chart chart = Batching.of(report("trap")).charts().getFirst();
    assertEquals(
        List.of("direct", "pin", "E/n + w"), chart.lines().stream().map(Chart.Line::name).toList());
    assertEquals(10, chart.lines().get(1).marks().size());
    assertEquals(
        chart.lines().get(1).marks().getFirst().y(),
        chart.lines().get(2).marks().getFirst().y(),
        1e-6,
        "the fit goes through the curve it was made of");
  }

  @Test
  void twoVcpusAreDrawnBesideOne() throws IOException {
    Chart chart = Batching.of(report("ticket")).charts().getFirst();
    assertEquals(
        List.of("one vCPU", "each of two", "E/n + w of two"),
        chart.lines().stream().map(Chart.Line::name).toList());
  }

  @Test
  void theHostsOwnPagesAreDrawnWithTheirModelAloneAndWithAPeer() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("host.json"),
            """
            [{"benchmark": "shootdown.bench.HostPins.round", "mode": "avgt",
              "primaryMetric": {"scoreUnit": "us/op", "rawData": [[1.0], [1.0]]},
              "secondaryMetrics": {%s, %s, %s}}]
            """
                .formatted(
                    counter("placement", 2),
                    counters("idle", 2_700, 100),
                    counters("peer", 20_000, 120)));
    List<Entry> records = List.copyOf(JmhResults.read(file, "fixed"));
    Chart chart =
        Batching.of(Report.of(List.of(new Run(file, GOLDEN.started(), records))))
            .charts()
            .getFirst();

    assertEquals(
        List.of("alone", "E/n + w, alone", "a peer reads, same L3", "E/n + w, a peer reads"),
        chart.lines().stream().map(Chart.Line::name).toList());
    assertEquals(
        chart.lines().get(0).marks().getFirst().y(),
        chart.lines().get(1).marks().getFirst().y(),
        1e-6,
        "the model goes through the curve it was made of");
  }

  @Test
  void withoutItThereIsNothingToSay() {
    Batching nothing =
        Batching.of(Report.of(List.of(new Run(folder, GOLDEN.started(), List.of()))));
    assertEquals("", nothing.words());
    assertEquals(List.of(), nothing.charts());
  }
}

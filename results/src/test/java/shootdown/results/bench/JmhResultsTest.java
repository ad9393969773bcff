package shootdown.results.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shootdown.results.Fixtures;
import shootdown.results.run.BenchmarkRecord;
import shootdown.results.run.Unreadable;

class JmhResultsTest {
  @TempDir Path folder;

  @Test
  void readsRecordedResultsAndFindsTheBaseline() {
    List<BenchmarkRow> rows =
        Benchmarks.rows(JmhResults.read(Fixtures.path("bench/sample-jmh.json"), "fixed").stream());

    assertEquals(4, rows.size());
    assertEquals("SampleBench.pin batch=direct", rows.getFirst().label());
    assertTrue(rows.getFirst().versus().isEmpty());
    BenchmarkRow.Versus batched = rows.getLast().versus().orElseThrow();
    assertEquals("SampleBench.pin batch=direct", batched.baseline());
    assertEquals(Comparison.FASTER, batched.verdict());
  }

  @Test
  void drawsCostAgainstBatchSize() {
    List<BenchmarkRow> rows =
        Benchmarks.rows(JmhResults.read(Fixtures.path("bench/sample-jmh.json"), "fixed").stream());
    BatchSeries.Group group = BatchSeries.groups(rows).getFirst();

    assertEquals("SampleBench", group.title());
    assertEquals(List.of("direct", "pin"), group.series().stream().map(BatchSeries::name).toList());
    assertEquals(List.of(true, false), group.series().stream().map(BatchSeries::flat).toList());
    assertEquals(
        List.of(1, 8, 32),
        group.series().getLast().points().stream().map(BatchSeries.Point::batch).toList());
  }

  @Test
  void auxiliaryCountersAreMetricsOfTheirOwnAndHistogramsGiveMedians() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("jmh.json"),
            """
            [{"benchmark": "a.B.c", "mode": "sample", "params": {"n": "1"},
              "primaryMetric": {"scoreUnit": "ns/op", "rawData": [[9.0]],
                "rawDataHistogram": [[[[5.0, 1], [1.0, 2]], [[3.0, 1]]]]},
              "secondaryMetrics": {
                "ipiRatio": {"scoreUnit": "#", "rawData": [[0.5, 0.5], [0.5, 0.5]]},
                "·gc.time": {"scoreUnit": "ms", "rawData": [[1.0]]}}}]
            """);
    List<BenchmarkRecord> records = JmhResults.read(file, "fixed");

    assertEquals(2, records.size());
    assertEquals(List.of(List.of(1.0, 3.0)), records.getFirst().forks());
    assertEquals(Map.of("n", "1"), records.getFirst().params());
    assertEquals("ipiRatio", records.getLast().metric());
    assertEquals(
        Comparison.FASTER,
        Benchmarks.rows(records.stream()).getLast().versus().orElseThrow().verdict());
  }

  @Test
  void sizesThatTookTurnsInOneForkAreASeries() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("jmh.json"),
            """
            [{"benchmark": "a.PinBatch.round", "mode": "avgt", "params": {"transport": "trap"},
              "primaryMetric": {"scoreUnit": "us/op", "rawData": [[4000.0]]},
              "secondaryMetrics": {
                "pinDirect": {"scoreUnit": "#", "rawData": [[200.0], [202.0], [204.0]]},
                "pin1": {"scoreUnit": "#", "rawData": [[210.0], [212.0], [214.0]]},
                "pin32": {"scoreUnit": "#", "rawData": [[100.0], [101.0], [102.0]]},
                "pinN50": {"scoreUnit": "#", "rawData": [[1.8], [1.8], [1.8]]}}}]
            """);
    List<BenchmarkRow> rows = Benchmarks.rows(JmhResults.read(file, "fixed").stream());

    assertEquals(
        List.of(
            "PinBatch.pin batch=direct transport=trap",
            "PinBatch.pin batch=1 transport=trap",
            "PinBatch.pin batch=32 transport=trap",
            "PinBatch.round transport=trap · pinN50"),
        rows.stream().map(BenchmarkRow::label).toList());
    assertEquals(Comparison.FASTER, rows.get(2).versus().orElseThrow().verdict());
    BatchSeries.Group group = BatchSeries.groups(rows).getFirst();
    assertEquals("PinBatch, transport trap", group.title());
    assertEquals("ns", group.unit());
    assertEquals(2, group.series().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[1]",
        "[{\"benchmark\": \"a\"}]",
        "[{\"benchmark\": \"a\", \"primaryMetric\": {}}]"
      })
  void refusesWhatIsNoResult(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("jmh.json"), content);
    String message = Fixtures.refusal(Unreadable.class, () -> JmhResults.read(file, "fixed"));
    assertTrue(message.startsWith(file + ": "), message);
  }

  @Test
  void forksComeBeforeLongIterations() {
    assertEquals(2, BenchEffort.within(0).forks());
    assertEquals(10, BenchEffort.within(20).forks());
    assertEquals(10, BenchEffort.within(60).forks());
    assertTrue(BenchEffort.within(60).iterationMillis() > BenchEffort.within(20).iterationMillis());
    assertEquals(20, BenchEffort.within(20).seconds(), 0.2);
  }
}

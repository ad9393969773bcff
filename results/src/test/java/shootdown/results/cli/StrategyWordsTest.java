package shootdown.results.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shootdown.results.Fixtures;
import shootdown.results.run.BenchmarkRecord;
import shootdown.results.run.Entry;
import shootdown.results.run.Interval;
import shootdown.results.run.Run;
import shootdown.results.run.RunReader;

/// What `bench --compare A B` says.
class StrategyWordsTest {
  private static final Run ANY = RunReader.read(Fixtures.path("run/golden.jsonl"));

  private static Entry counter(String metric, double low, double point, double high) {
    return new BenchmarkRecord(
        "fixed",
        "shootdown.bench.Strategies.round",
        "avgt",
        Map.of(),
        metric,
        "#",
        List.of(List.of(point)),
        new Interval(point, low, high));
  }

  private static List<Entry> counters(Entry control) {
    return List.of(
        counter("costRatio", 0.38, 0.4, 0.43),
        counter("cost", 39, 40, 41),
        counter("baselineCost", 98, 100, 102),
        counter("ackRatio", 5.5, 6, 6.5),
        counter("ack", 5_900, 6_000, 6_100),
        counter("baselineAck", 990, 1_000, 1_010),
        control);
  }

  private static List<String> said(List<Entry> entries) {
    var out = new StringWriter();
    try (var writer = new PrintWriter(out)) {
      StrategyWords.print(writer, new Run(ANY.file(), ANY.started(), entries));
    }
    return out.toString().lines().toList();
  }

  @Test
  void itSaysWhatItBuysAndWhatThoseWhoWaitPay() {
    assertEquals(
        List.of(
            "cost of a page   0.400 x [0.380, 0.430], faster: 40.0 ns against 100 ns",
            "acknowledgement  6.00 x [5.50, 6.50], slower: 6,000 ns against 1,000 ns",
            "control          1.00 [0.980, 1.02], equal"),
        said(counters(counter("controlRatio", 0.98, 1, 1.02))));
  }

  @Test
  void aRunWhoseControlIsOffHasNoVerdict() {
    List<String> said = said(counters(counter("controlRatio", 1.06, 1.1, 1.14)));
    assertEquals(
        "cost of a page   0.400 x [0.380, 0.430], not resolved: 40.0 ns against 100 ns",
        said.getFirst());
    assertEquals(
        "control          1.10 [1.06, 1.14], not equal: the run is void, try again at a quiet time",
        said.getLast());
  }

  @Test
  void whatWasNotMeasuredIsNotSaid() {
    assertEquals(List.of(), said(List.of(counter("costRatio", 0.38, 0.4, 0.43))));
  }
}

package shootdown.results.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
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
        Collections.nCopies(10, List.of(point)),
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
            "cost of a page   0.400 [0.380, 0.430] x faster: 40.0 ns against 100 ns, 10 forks",
            "acknowledgement  6.00 [5.50, 6.50] x slower: 6,000 ns against 1,000 ns, 10 forks",
            "control          1.00 [0.980, 1.02], equal"),
        said(counters(counter("controlRatio", 0.98, 1, 1.02))));
  }

  @Test
  void aRunWhoseControlIsOffHasNoVerdict() {
    List<String> said = said(counters(counter("controlRatio", 1.1, 1.1, 1.1)));
    assertEquals(
        "cost of a page   0.400 [0.380, 0.430] x not resolved (the run is void, see the control):"
            + " 40.0 ns against 100 ns, 10 forks",
        said.getFirst());
    assertEquals(
        "control          1.10 [1.10, 1.10], not equal: the run is void, try again at a quiet time",
        said.getLast());
  }

  @Test
  void acknowledgementsHaveAControlOfTheirOwn() {
    List<Entry> entries = new ArrayList<>(counters(counter("controlRatio", 1, 1, 1)));
    entries.add(counter("ackControlRatio", 1.3, 1.3, 1.3));
    List<String> said = said(entries);

    assertTrue(said.get(0).contains("x faster:"), said.get(0));
    assertTrue(said.get(1).contains("not resolved (the run is void"), said.get(1));
    assertTrue(said.get(3).startsWith("control, ack.    1.30"), said.get(3));
  }

  @Test
  void aFewForksOfOnePlacementAreNoVerdict() {
    List<Entry> entries = new ArrayList<>(counters(counter("controlRatio", 1, 1, 1)));
    entries.add(placement(List.of(2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 3.0, 3.0, 3.0, 3.0)));
    List<String> said = said(entries);

    assertTrue(said.get(0).endsWith(", 10 forks"), said.get(0));
    assertTrue(said.get(1).contains("(a verdict takes 10 forks)"), said.get(1));
    assertTrue(said.get(1).endsWith(", 6 forks, cores same L3"), said.get(1));
  }

  private static Entry placement(List<Double> forks) {
    return new BenchmarkRecord(
        "fixed",
        "shootdown.bench.Strategies.round",
        "avgt",
        Map.of(),
        "placement",
        "#",
        forks.stream().map(List::of).toList(),
        new Interval(2, 2, 3));
  }

  @Test
  void whatWasNotMeasuredIsNotSaid() {
    assertEquals(List.of(), said(List.of(counter("costRatio", 0.38, 0.4, 0.43))));
    assertEquals(List.of("nothing was measured to compare"), said(List.of()));
  }
}

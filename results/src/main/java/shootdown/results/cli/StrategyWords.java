package shootdown.results.cli;

import java.io.PrintWriter;
import java.util.Optional;
import shootdown.results.bench.Benchmarks;
import shootdown.results.bench.Comparison;
import shootdown.results.bench.Measured;
import shootdown.results.goal.Goals;
import shootdown.results.run.BenchmarkRecord;
import shootdown.results.run.Interval;
import shootdown.results.run.Run;
import shootdown.results.verdict.Words;

/// One strategy against another, in two lines: what it buys, and what it costs those who wait.
final class StrategyWords {
  private final PrintWriter out;
  private final Measured measured;

  private StrategyWords(PrintWriter out, Measured measured) {
    this.out = out;
    this.measured = measured;
  }

  static void print(PrintWriter out, Run run) {
    new StrategyWords(out, new Measured(Benchmarks.pooled(run.benchmarks()))).print();
  }

  private void print() {
    if (find("costRatio").isEmpty()) {
      out.println("nothing was measured to compare");
      return;
    }
    line("cost of a page", "costRatio", "cost", "baselineCost");
    line("acknowledgement", "ackRatio", "ack", "baselineAck");
    control("control", "controlRatio");
    control("control, ack.", "ackControlRatio");
  }

  private void line(String what, String ratio, String cost, String baseline) {
    Optional<BenchmarkRecord> r = find(ratio);
    Optional<Interval> a = find(cost).map(BenchmarkRecord::interval);
    Optional<Interval> b = find(baseline).map(BenchmarkRecord::interval);
    if (r.isEmpty() || a.isEmpty() || b.isEmpty()) {
      return;
    }
    out.printf(
        "%-16s %s x %s: %s ns against %s ns, %s%n",
        what,
        interval(r.get().interval()),
        verdict(r.get()),
        Words.number(a.get().point()),
        Words.number(b.get().point()),
        forks(r.get()));
  }

  private String verdict(BenchmarkRecord ratio) {
    Optional<String> why =
        measured
            .voided(ratio, measured.commonest(ratio))
            .map(voided -> "the run is void, see the control")
            .or(
                () ->
                    ratio.forks().size() < Goals.FORKS
                        ? Optional.of("a verdict takes " + Goals.FORKS + " forks")
                        : Optional.empty());
    return why.map(w -> Comparison.NOT_RESOLVED.word() + " (" + w + ")")
        .orElse(Comparison.ofCost(ratio.interval()).word());
  }

  /// `14 forks`; of those in one placement of the cores, which.
  private static String forks(BenchmarkRecord ratio) {
    return ratio.forks().size()
        + " forks"
        + Measured.place(ratio).map(place -> ", cores " + place).orElse("");
  }

  private void control(String what, String metric) {
    find(metric)
        .map(BenchmarkRecord::interval)
        .ifPresent(
            c ->
                out.printf(
                    "%-16s %s, %s%n",
                    what,
                    interval(c),
                    Comparison.ofCost(c) == Comparison.EQUAL
                        ? "equal"
                        : "not equal: the run is void, try again at a quiet time"));
  }

  private static String interval(Interval i) {
    return "%s [%s, %s]"
        .formatted(Words.number(i.point()), Words.number(i.low()), Words.number(i.high()));
  }

  /// What of a counter is of the commonest placement of the cores.
  private Optional<BenchmarkRecord> find(String metric) {
    return measured.records().stream()
        .filter(r -> r.metric().equals(metric))
        .findFirst()
        .map(measured::commonly);
  }
}

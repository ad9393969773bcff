package shootdown.results.cli;

import java.io.PrintWriter;
import java.util.Optional;
import shootdown.results.bench.Benchmarks;
import shootdown.results.bench.Comparison;
import shootdown.results.bench.Measured;
import shootdown.results.run.BenchmarkRecord;
import shootdown.results.run.Interval;
import shootdown.results.run.Run;
import shootdown.results.verdict.Words;

/// One strategy against another, in two lines: what it buys, and what it costs those who wait.
final class StrategyWords {
  private StrategyWords() {}

  static void print(PrintWriter out, Run run) {
    Measured measured = new Measured(Benchmarks.pooled(run.benchmarks()));
    Optional<Interval> control = find(measured, "controlRatio");
    boolean isVoid = isUnequal(control);
    boolean ackIsVoid = isVoid || isUnequal(find(measured, "ackControlRatio"));
    line(out, measured, "cost of a page", "costRatio", "cost", "baselineCost", isVoid);
    line(out, measured, "acknowledgement", "ackRatio", "ack", "baselineAck", ackIsVoid);
    placement(out, measured);
    control.ifPresent(
        c ->
            out.printf(
                "%-16s %s [%s, %s], %s%n",
                "control",
                Words.number(c.point()),
                Words.number(c.low()),
                Words.number(c.high()),
                isVoid ? "not equal: the run is void, try again at a quiet time" : "equal"));
  }

  private static boolean isUnequal(Optional<Interval> control) {
    return control.filter(c -> Comparison.ofCost(c) != Comparison.EQUAL).isPresent();
  }

  private static void line(
      PrintWriter out,
      Measured run,
      String what,
      String ratio,
      String cost,
      String baseline,
      boolean isVoid) {
    Optional<Interval> r = find(run, ratio);
    Optional<Interval> a = find(run, cost);
    Optional<Interval> b = find(run, baseline);
    if (r.isEmpty() || a.isEmpty() || b.isEmpty()) {
      return;
    }
    out.printf(
        "%-16s %s x [%s, %s], %s: %s ns against %s ns%n",
        what,
        Words.number(r.get().point()),
        Words.number(r.get().low()),
        Words.number(r.get().high()),
        (isVoid ? Comparison.NOT_RESOLVED : Comparison.ofCost(r.get())).word(),
        Words.number(a.get().point()),
        Words.number(b.get().point()));
  }

  /// Where the two cores were in the forks that the acknowledgement is of.
  private static void placement(PrintWriter out, Measured measured) {
    record(measured, "ackRatio")
        .filter(ack -> measured.where(ack).isPresent())
        .ifPresent(
            ack ->
                out.printf(
                    "%-16s acknowledged between cores: %s, %d of %d forks%n",
                    "placement",
                    Measured.words(measured.commonest(ack)),
                    measured.commonly(ack).forks().size(),
                    ack.forks().size()));
  }

  private static Optional<Interval> find(Measured measured, String metric) {
    return record(measured, metric).map(r -> measured.commonly(r).interval());
  }

  private static Optional<BenchmarkRecord> record(Measured measured, String metric) {
    return measured.records().stream().filter(r -> r.metric().equals(metric)).findFirst();
  }
}

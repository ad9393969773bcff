package shootdown.results.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;
import shootdown.results.bench.BatchSeries;
import shootdown.results.bench.BenchmarkRow;
import shootdown.results.page.Report;
import shootdown.results.run.ExplorationRecord;
import shootdown.results.run.Run;
import shootdown.results.run.Slice;
import shootdown.results.verdict.ExploredWords;
import shootdown.results.verdict.StoryResult;
import shootdown.results.verdict.Verdict;
import shootdown.results.verdict.Words;

/// What a command prints when it is done: one line a result, then the sentence. What was not tried
/// is in the sentence only.
final class Closing {
  private Closing() {}

  static int print(PrintWriter out, Report report) {
    report.explored().stream().filter(Closing::isTried).forEach(r -> explored(out, r));
    for (StoryResult r : report.results().stream().filter(r -> !r.explored()).toList()) {
      if (!isTried(r)) {
        continue;
      }
      out.printf(
          "%-15s %-44s %-6s %15s samples %15s in the window%s%n",
          r.verdict().word(),
          r.sheet().simpleName(),
          r.kernel(),
          Words.count(r.samples()),
          Words.count(r.windowEntered()),
          r.violations() > 0 ? ", " + Words.count(r.violations()) + " broken" : "");
      r.troubles().forEach(trouble -> out.println("                " + trouble));
    }
    List<BatchSeries.Group> groups = BatchSeries.groups(report.benchmarks());
    for (BenchmarkRow row : report.benchmarks()) {
      if (BatchSeries.isDrawn(row, groups)) {
        continue;
      }
      var interval = row.record().interval();
      out.printf(
          "%-60s %10s  [%s, %s] %s%s%n",
          row.label(),
          Words.number(interval.point()),
          Words.number(interval.low()),
          Words.number(interval.high()),
          row.record().unit(),
          row.versus().map(v -> ", " + v.verdict().word() + " against " + v.baseline()).orElse(""));
    }
    groups.forEach(group -> print(out, group));
    report.runs().stream().flatMap(Run::slices).forEach(slice -> failed(out, slice));
    out.println(report.conclusion().sentence());
    out.flush();
    return report.conclusion().exitCode();
  }

  private static boolean isTried(StoryResult r) {
    return r.verdict() != Verdict.NOT_TRIED;
  }

  private static void failed(PrintWriter out, Slice slice) {
    if (slice.failed()) {
      out.printf("%-15s %s%n", "failed", slice.name());
      out.println("                " + slice.trouble());
    }
  }

  private static void explored(PrintWriter out, StoryResult r) {
    ExplorationRecord e = r.exploration().orElseThrow();
    out.printf(
        "%-15s %-44s %-6s %15s schedules, %s, %s, %s outcomes%s%n",
        r.verdict().word(),
        r.sheet().simpleName(),
        r.kernel(),
        Words.count(e.executions()),
        e.memory(),
        ExploredWords.howFar(e),
        Words.count(e.outcomes().size()),
        r.violations() > 0 ? ", " + Words.count(r.violations()) + " broken" : "");
    r.troubles().forEach(trouble -> out.println("                " + trouble));
  }

  /// One line for each series: its costs by batch size.
  private static void print(PrintWriter out, BatchSeries.Group group) {
    out.println(group.title() + ", " + group.unit() + " by batch size:");
    for (BatchSeries series : group.series()) {
      out.printf(
          "  %-14s %s%n",
          series.name(),
          series.points().stream()
              .map(p -> (series.flat() ? "" : p.batch() + ": ") + Words.number(p.cost().point()))
              .collect(Collectors.joining("  ")));
    }
  }
}

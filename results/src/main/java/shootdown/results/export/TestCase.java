package shootdown.results.export;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import shootdown.results.page.Report;
import shootdown.results.run.ExplorationRecord;
import shootdown.results.run.Run;
import shootdown.results.run.Slice;
import shootdown.results.run.TortureRecord;
import shootdown.results.verdict.ExploredWords;
import shootdown.results.verdict.StoryResult;
import shootdown.results.verdict.Tortured;
import shootdown.results.verdict.Verdict;
import shootdown.results.verdict.Verdict.Gravity;
import shootdown.results.verdict.Words;

/// One test in one configuration, as other tools count it.
///
/// @param type what they call a class
/// @param name the configuration
/// @param details more than fits a line
/// @param output what a failed slice has said
record TestCase(
    String engine,
    String type,
    String name,
    double seconds,
    Gravity gravity,
    String verdict,
    String message,
    List<String> details,
    List<String> output) {

  static List<TestCase> of(Report report) {
    return Stream.of(
            report.results().stream().map(TestCase::of),
            report.runs().stream().flatMap(Run::tortures).map(TestCase::of),
            report.runs().stream().flatMap(Run::slices).filter(Slice::failed).map(TestCase::of))
        .flatMap(all -> all)
        .toList();
  }

  private static TestCase of(StoryResult r) {
    List<String> details = new ArrayList<>();
    r.broken().forEach(e -> details.add(Words.count(e.getValue()) + " x " + e.getKey()));
    details.addAll(r.troubles());
    r.exploration().ifPresent(e -> e.outcomes().forEach(o -> columns(o, details)));
    return new TestCase(
        r.engine(),
        r.sheet().id(),
        "kernel " + r.kernel() + r.exploration().map(TestCase::way).orElse(""),
        r.seconds(),
        r.verdict().gravity(),
        r.verdict().name(),
        message(r),
        details,
        List.of());
  }

  private static String way(ExplorationRecord e) {
    return ", " + e.memory() + (e.fills() == 0 ? "" : ", fills " + e.fills());
  }

  private static void columns(ExplorationRecord.Reached reached, List<String> details) {
    if (!reached.columns().isEmpty()) {
      details.add("");
      details.add(reached.outcome() + ":");
      details.add(reached.columns());
    }
  }

  private static String message(StoryResult r) {
    if (r.violations() > 0) {
      String unit = r.explored() ? " schedules" : " samples";
      return "%s: %s in %s of %s%s"
          .formatted(
              r.verdict().word(),
              r.broken().getFirst().getKey(),
              Words.count(r.violations()),
              Words.count(r.samples()),
              unit);
    }
    String how =
        r.exploration()
            .map(ExploredWords::howFar)
            .orElse(Words.count(r.windowEntered()) + " samples in the window");
    String trouble = r.troubles().isEmpty() ? "" : ": " + r.troubles().getFirst();
    return r.verdict().word() + ", " + how + trouble;
  }

  private static TestCase of(TortureRecord t) {
    Verdict verdict = Tortured.verdict(t);
    return new TestCase(
        "torture",
        "torture." + Tortured.scenario(t),
        "kernel %s, %d vCPUs, seed %d".formatted(t.kernel(), t.vcpus(), t.seed()),
        t.seconds(),
        verdict.gravity(),
        verdict.name(),
        t.message().isEmpty() ? t.last() : t.message(),
        List.of(t.last(), t.report()),
        List.of());
  }

  private static TestCase of(Slice s) {
    return new TestCase(
        "slices",
        "slices",
        s.name(),
        s.seconds(),
        Gravity.UNKNOWN,
        Verdict.INFRASTRUCTURE.name(),
        s.trouble(),
        List.of(s.trouble()),
        s.output());
  }

  boolean failed() {
    return gravity == Gravity.FAILURE;
  }

  boolean erred() {
    return gravity == Gravity.UNKNOWN && !skipped();
  }

  boolean skipped() {
    return verdict.equals(Verdict.NOT_SCHEDULED.name()) || verdict.equals(Verdict.NOT_TRIED.name());
  }
}

package shootdown.results.page;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import shootdown.results.bench.BatchSeries;
import shootdown.results.run.CommandText;
import shootdown.results.run.Run;
import shootdown.results.verdict.DefectResult;
import shootdown.results.verdict.FaultResult;
import shootdown.results.verdict.FaultResult.Fate;
import shootdown.results.verdict.Kill;
import shootdown.results.verdict.OutcomeKey;
import shootdown.results.verdict.StoryResult;
import shootdown.results.verdict.Verdict;
import shootdown.results.verdict.Verdict.Gravity;
import shootdown.results.verdict.Words;

/// What the templates ask for, in words.
public record Page(Report report, Path folder) {

  public List<Chart> charts() {
    return BatchSeries.groups(report.benchmarks()).stream().map(Chart::of).toList();
  }

  /// The line to type to see a result again.
  public String again(StoryResult result) {
    return result
        .exploration()
        .map(r -> Explored.again(report, result, r))
        .orElseGet(() -> hunt(result));
  }

  /// The first violation of an exploration, one column a vCPU, or empty.
  public String columns(StoryResult result) {
    return result.exploration().map(Explored::columns).orElse("");
  }

  private static String hunt(StoryResult result) {
    return CommandText.of("hunt", "--kernel", result.kernel(), "-t", result.sheet().simpleName())
        .line();
  }

  /// Why a result is among those that must not be overlooked.
  public String reason(StoryResult r) {
    return switch (r.verdict()) {
      case VIOLATED ->
          "%s of %s %s broke %s."
              .formatted(
                  Words.count(r.violations()), Words.count(r.samples()), units(r), invariants(r));
      case SURVIVED ->
          "Expected to convict kernel %s, and saw no violation in %s %s, %s of them in the window."
              .formatted(
                  r.kernel(), Words.count(r.samples()), units(r), Words.count(r.windowEntered()));
      case TOO_FEW ->
          "Expected to convict kernel %s; %s %s in the window are too few to say that it cannot."
              .formatted(r.kernel(), Words.count(r.windowEntered()), units(r));
      case UNEXPLAINED ->
          "Sampled, and reached by no schedule: %s."
              .formatted(
                  report
                      .coverage(r)
                      .map(c -> String.join("; ", c.sampledNotReachable()))
                      .orElse("unknown"));
      case NOT_REACHED ->
          "The actors never met in %s %s, so the zero says nothing."
              .formatted(Words.count(r.samples()), units(r));
      case NOT_SCHEDULED ->
          "Needs %d cores; this machine has %d."
              .formatted(r.sheet().actors(), report.environment().cores());
      case INFRASTRUCTURE -> "Could not be judged: " + String.join("; ", r.troubles());
      case HOLDS, CONVICTED, MEASURED -> "";
    };
  }

  private static String units(StoryResult r) {
    return r.explored() ? "schedules" : "samples";
  }

  /// The invariants that a result broke, else those that it guards.
  public String invariants(StoryResult r) {
    List<String> broken =
        r.broken().stream()
            .map(entry -> OutcomeKey.parse(entry.getKey()).invariant())
            .filter(code -> !code.isEmpty())
            .distinct()
            .toList();
    if (r.violations() > 0) {
      return broken.isEmpty() ? "an expectation without a code" : String.join(", ", broken);
    }
    return String.join(", ", r.sheet().guards());
  }

  /// Samples a second as a multiple of the control's, where there is one.
  public String againstControl(StoryResult r) {
    return report.controls().stream()
        .filter(c -> c.sheet().simpleName().equals(r.sheet().control()))
        .filter(c -> c.samplesPerSecond() > 0)
        .findFirst()
        .map(c -> Words.number(r.samplesPerSecond() / c.samplesPerSecond()) + " x control")
        .orElse("");
  }

  /// What one kill took: `schedule 55, 0.1 s`, `1 in 121 samples, 0.4 ms`.
  public String took(Kill kill) {
    Kill.After after = kill.after();
    String time = Words.seconds(after.seconds());
    return after.estimated()
        ? "1 in " + Words.count(after.count()) + " samples, about " + time
        : "schedule " + Words.count(after.count()) + ", " + time;
  }

  /// The violation that convicted a fault, one column a vCPU, or empty.
  public String columns(FaultResult fault) {
    return report.explored().stream()
        .filter(r -> r.kernel().equals(fault.fault().id()))
        .map(this::columns)
        .filter(columns -> !columns.isEmpty())
        .findFirst()
        .orElse("");
  }

  /// The line to type to see a fault again.
  public String again(FaultResult fault) {
    return CommandText.of("museum", fault.fault().id()).line();
  }

  public long killed() {
    return report.faults().stream().filter(f -> f.fate() == Fate.KILLED).count();
  }

  /// A fate without words: told apart without colour.
  public String symbol(Fate fate) {
    return switch (fate) {
      case KILLED -> "✓";
      case SURVIVED -> "✗";
      case NOT_REACHED -> "?";
      case NOT_OBSERVABLE_HERE, NOT_TRIED -> "·";
    };
  }

  public String style(Fate fate) {
    return switch (fate) {
      case SURVIVED -> style(Verdict.SURVIVED);
      case NOT_REACHED -> style(Verdict.NOT_REACHED);
      case KILLED, NOT_OBSERVABLE_HERE, NOT_TRIED -> style(Verdict.HOLDS);
    };
  }

  /// How often a defect of the seed showed, in words; `–` where nobody looked.
  public String seen(DefectResult d, Optional<StoryResult> result) {
    if (result.isEmpty()) {
      return "–";
    }
    StoryResult r = result.get();
    long hits = d.hits(result);
    String units = Words.count(r.samples()) + " " + units(r);
    return hits == 0 ? "0 of " + units : Words.count(hits) + " of " + units;
  }

  /// A verdict without words: told apart without colour.
  public String symbol(Verdict verdict) {
    return switch (verdict.gravity()) {
      case FAILURE -> "✗";
      case UNKNOWN -> "?";
      case FINE -> verdict == Verdict.MEASURED ? "·" : "✓";
    };
  }

  public String style(Verdict verdict) {
    return verdict.gravity().name().toLowerCase(Locale.ROOT);
  }

  public String style() {
    return switch (report.conclusion().exitCode()) {
      case 0 -> style(Verdict.HOLDS);
      case 1 -> style(Verdict.VIOLATED);
      default -> Gravity.UNKNOWN.name().toLowerCase(Locale.ROOT);
    };
  }

  /// From the page to a run's data, so that the pair can be moved together.
  public String link(Run run) {
    Path from = folder.toAbsolutePath().normalize();
    Path to = run.file().toAbsolutePath().normalize();
    String path =
        from.getRoot().equals(to.getRoot()) ? from.relativize(to).toString() : to.toString();
    return path.replace('\\', '/');
  }
}

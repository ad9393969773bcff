package shootdown.results.page;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import shootdown.results.bench.BatchSeries;
import shootdown.results.run.CommandText;
import shootdown.results.run.Run;
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

  /// All that a kernel was convicted of, most frequent first.
  public String convictedOf(StoryResult r) {
    return r.broken().stream()
        .map(entry -> OutcomeKey.parse(entry.getKey()).said())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /// `1 in 2,500`: how often the expected violation showed.
  public String hitRate(StoryResult r) {
    if (r.violations() == 0) {
      return "–";
    }
    double one = (double) r.samples() / r.violations();
    return one < 10
        ? String.format(Locale.ROOT, "1 in %.1f", one)
        : "1 in " + Words.count(Math.round(one));
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

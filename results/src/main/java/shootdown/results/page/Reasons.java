package shootdown.results.page;

import java.util.List;
import shootdown.results.run.CommandText;
import shootdown.results.verdict.OutcomeKey;
import shootdown.results.verdict.StoryResult;
import shootdown.results.verdict.Words;

/// Why a result is among those that must not be overlooked, in a sentence.
final class Reasons {
  private Reasons() {}

  static String of(Report report, StoryResult r) {
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
          "%s in %s %s, so the zero says nothing."
              .formatted(
                  r.windowEntered() == 0
                      ? "The actors never met"
                      : "The step that is wrong was never taken",
                  Words.count(r.samples()),
                  units(r));
      case NOT_SCHEDULED ->
          "Needs %d cores; this machine has %d."
              .formatted(r.sheet().actors(), report.environment().cores());
      case NOT_TRIED -> "The time was over before its turn came.";
      case INFRASTRUCTURE -> "Could not be judged: " + String.join("; ", troubles(r)) + ".";
      case HOLDS, CONVICTED, MEASURED -> "";
    };
  }

  /// Where nobody said why, what was seen instead of a verdict.
  private static List<String> troubles(StoryResult r) {
    return r.troubles().isEmpty()
        ? r.broken().stream().map(entry -> entry.getKey()).toList()
        : r.troubles();
  }

  static String units(StoryResult r) {
    return r.explored() ? "schedules" : "samples";
  }

  private static String invariants(StoryResult r) {
    List<String> broken =
        r.broken().stream()
            .map(entry -> OutcomeKey.parse(entry.getKey()).invariant())
            .filter(code -> !code.isEmpty())
            .distinct()
            .toList();
    return broken.isEmpty() ? "an expectation without a code" : String.join(", ", broken);
  }

  /// The line to type to see a result again.
  static String again(StoryResult r) {
    String story = r.sheet().simpleName();
    return r.exploration()
        .map(
            e ->
                CommandText.of(
                    "explore", "--kernel", r.kernel(), "--memory", e.memory(), "-t", story))
        .orElseGet(() -> CommandText.of("hunt", "--kernel", r.kernel(), "-t", story))
        .line();
  }
}

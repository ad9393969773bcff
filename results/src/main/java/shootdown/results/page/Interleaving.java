package shootdown.results.page;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shootdown.results.run.CommandText;
import shootdown.results.run.ExplorationRecord;
import shootdown.results.run.ExplorationRecord.Reached;
import shootdown.results.run.Run;
import shootdown.results.verdict.ExploredWords;
import shootdown.results.verdict.OutcomeKey;
import shootdown.results.verdict.StoryResult;
import shootdown.results.verdict.Words;

/// How a violation came about, or why that cannot be shown.
///
/// Samples leave no trace behind: what is shown of them is a schedule of the same story on the same
/// kernel that ends in the same words.
///
/// @param columns one a vCPU, or empty
/// @param note what the columns are, or why there are none
/// @param again the line that plays the schedule once more, or empty
public record Interleaving(String columns, String note, String again) {
  static final Interleaving NONE = new Interleaving("", "", "");

  /// Of a result that is no violation there is nothing to show.
  static Interleaving of(Report report, StoryResult result) {
    if (result.violations() == 0) {
      return NONE;
    }
    List<Found> tried = tried(report, result).toList();
    Optional<Found> shown =
        tried.stream().filter(f -> !f.reached().columns().isEmpty()).findFirst();
    return shown.map(f -> f.shown(result)).orElseGet(() -> missing(report, result));
  }

  /// One event each; a breach is to be seen from afar.
  public List<String> lines() {
    return columns.lines().toList();
  }

  /// Violations that were sampled, and that nobody has looked for schedule by schedule.
  public static List<StoryResult> unexplained(Report report) {
    return report.troubles().stream()
        .filter(r -> !r.explored() && r.violations() > 0)
        .filter(r -> of(report, r).columns().isEmpty() && searches(report, r).findAny().isEmpty())
        .toList();
  }

  /// A schedule of one exploration.
  private record Found(Run run, ExplorationRecord search, Reached reached) {
    Interleaving shown(StoryResult result) {
      String how =
          "schedule %s %s, of cost %d."
              .formatted(
                  Words.count(reached.firstAfter()),
                  search.memory().equals("tso")
                      ? "with store buffers"
                      : "under sequential consistency",
                  reached.cost());
      String note =
          result.explored()
              ? "This is " + how
              : "Samples leave no trace; this is a schedule that ends in the same words: " + how;
      String again =
          !reached.file().matches("[\\w.-]+") // as we write them
              ? ""
              : CommandText.of(
                      "explore",
                      "--replay",
                      CommandText.near(run.file().resolveSibling(reached.file())).toString())
                  .line();
      return new Interleaving(reached.columns(), note, again);
    }
  }

  private static Stream<Found> tried(Report report, StoryResult result) {
    Set<String> broken =
        result.broken().stream()
            .map(entry -> OutcomeKey.parse(entry.getKey()).said())
            .collect(Collectors.toSet());
    return searched(report, result)
        .flatMap(
            s ->
                s.search().outcomes().stream()
                    .filter(reached -> broken.contains(OutcomeKey.parse(reached.outcome()).said()))
                    .map(reached -> new Found(s.run(), s.search(), reached)));
  }

  private record Searched(Run run, ExplorationRecord search) {}

  /// An exploration of its own, else any of that story on that kernel.
  private static Stream<Searched> searched(Report report, StoryResult result) {
    return report.runs().stream()
        .flatMap(run -> run.explorations().map(r -> new Searched(run, r)))
        .filter(
            s ->
                s.search().id().equals(result.sheet().id())
                    && s.search().kernel().equals(result.kernel()))
        .filter(
            s ->
                result
                    .exploration()
                    .filter(own -> !own.memory().equals(s.search().memory()))
                    .isEmpty());
  }

  private static Stream<ExplorationRecord> searches(Report report, StoryResult result) {
    return searched(report, result).map(Searched::search).filter(r -> !r.looksAtAll());
  }

  private static Interleaving missing(Report report, StoryResult result) {
    Optional<ExplorationRecord> search = searches(report, result).reduce((a, b) -> b);
    String note =
        search
            .map(
                r ->
                    r.troubles().isEmpty()
                        ? "Cannot be shown: no schedule came to it in %s played under %s (%s)."
                            .formatted(
                                Words.count(r.executions()), r.memory(), ExploredWords.howFar(r))
                        : "Cannot be shown: " + String.join("; ", r.troubles()))
            .orElseGet(() -> nobodyLooked(result));
    return new Interleaving("", note, "");
  }

  private static String nobodyLooked(StoryResult result) {
    String story = result.sheet().simpleName();
    return "Cannot be shown: samples leave no trace, and these runs looked for no schedule of it. "
        + CommandText.of("explore", "--kernel", result.kernel(), "-t", story).line()
        + " looks for one.";
  }
}

package shootdown.results.page;

import java.nio.file.Path;
import java.util.Optional;
import shootdown.results.run.CommandText;
import shootdown.results.run.ExplorationRecord;
import shootdown.results.run.ExplorationRecord.Reached;
import shootdown.results.run.Run;
import shootdown.results.verdict.StoryResult;

/// What the page says of explorations.
final class Explored {
  private Explored() {}

  /// A schedule to replay, if one was kept; else the exploration.
  static String again(Report report, StoryResult result, ExplorationRecord sum) {
    Optional<Path> file =
        report.runs().stream().flatMap(run -> kept(run, result, sum).stream()).findFirst();
    if (file.isPresent()) {
      return CommandText.of("explore", "--replay", file.get().toString()).line();
    }
    return CommandText.of(
            "explore",
            "--kernel",
            result.kernel(),
            "--memory",
            sum.memory(),
            "-t",
            result.sheet().simpleName())
        .line();
  }

  static String columns(ExplorationRecord sum) {
    return sum.outcomes().stream()
        .map(Reached::columns)
        .filter(columns -> !columns.isEmpty())
        .findFirst()
        .orElse("");
  }

  private static Optional<Path> kept(Run run, StoryResult result, ExplorationRecord sum) {
    return run.explorations()
        .filter(r -> r.id().equals(result.sheet().id()))
        .filter(r -> r.kernel().equals(result.kernel()) && r.memory().equals(sum.memory()))
        .flatMap(r -> r.outcomes().stream())
        .filter(reached -> !reached.file().isEmpty())
        .findFirst()
        .map(reached -> CommandText.near(run.file().resolveSibling(reached.file())));
  }
}

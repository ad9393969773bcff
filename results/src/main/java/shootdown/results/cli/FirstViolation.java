package shootdown.results.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import shootdown.results.run.CommandText;
import shootdown.results.run.ExplorationRecord;
import shootdown.results.run.ExplorationRecord.Reached;
import shootdown.results.verdict.Words;

/// What the terminal shows of an exploration: the first violation, one column a vCPU.
final class FirstViolation {
  private FirstViolation() {}

  /// Prints it, if there was one.
  ///
  /// @param folder of the run
  static void show(PrintWriter out, ExplorationRecord record, Path folder) {
    record.outcomes().stream()
        .filter(reached -> !reached.columns().isEmpty())
        .findFirst()
        .ifPresent(
            reached -> {
              out.println(record.id() + " on " + record.kernel() + ", " + record.memory() + ":");
              out.println(found(reached));
              out.println();
              out.println(reached.columns().stripTrailing());
              out.println();
              Path file = CommandText.near(folder.resolve(reached.file()));
              out.println(
                  "See it again: " + CommandText.of("explore", "--replay", file.toString()).line());
              out.println();
              out.flush();
            });
  }

  private static String found(Reached reached) {
    return "%s (schedule %s, cost %d)"
        .formatted(reached.outcome(), Words.count(reached.firstAfter()), reached.cost());
  }
}

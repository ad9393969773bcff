package shootdown.results.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import shootdown.results.goal.GoalTable;
import shootdown.results.page.Report;

/// Writes the table of goals into a README, whole or not at all.
final class GoalReadme {
  private GoalReadme() {}

  /// @throws BadInput if there is nothing to write, or no place for it
  static void write(Path readme, Report report) {
    if (report.goals().isEmpty()) {
      throw new BadInput("no goal was measured in these runs: nothing written to " + readme);
    }
    try {
      String text = Files.readString(readme);
      String table = GoalTable.markdown(report.goals(), report.prices(), source(report));
      Path folder = readme.toAbsolutePath().getParent();
      Path temporary = Files.createTempFile(folder, ".goals", ".tmp");
      try {
        Files.writeString(temporary, GoalTable.into(text, table));
        Files.move(temporary, readme, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(temporary);
      }
    } catch (IllegalArgumentException e) {
      throw new BadInput(readme + " " + e.getMessage());
    } catch (IOException e) {
      throw new BadInput("cannot write the goals into " + readme + ": " + Session.reason(e));
    }
  }

  private static String source(Report report) {
    var here = report.environment();
    return "Measured %s on %s, %d cores, %s, %s, commit %s."
        .formatted(
            report.started().startedAt(),
            here.cpu(),
            here.cores(),
            here.os(),
            here.jdk(),
            here.commit() + (here.dirty() ? " with changes" : ""));
  }
}

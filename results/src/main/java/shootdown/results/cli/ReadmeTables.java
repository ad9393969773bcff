package shootdown.results.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import shootdown.results.goal.GoalTable;
import shootdown.results.page.Report;
import shootdown.results.verdict.KillMatrix;

/// Writes tables into the places that a README has for them, all of them or none.
final class ReadmeTables {
  private ReadmeTables() {}

  /// @throws BadInput if there is nothing to write, or no place for it
  static void write(Path readme, Report report) {
    try {
      replace(readme, filled(readme, Files.readString(readme), report));
    } catch (IOException e) {
      throw new BadInput("cannot write tables into " + readme + ": " + Session.reason(e));
    }
  }

  private static String filled(Path readme, String text, Report report) {
    boolean goals = GoalTable.PLACE.isIn(text);
    boolean matrix = KillMatrix.PLACE.isIn(text);
    if (!goals && !matrix) {
      throw new BadInput(
          readme
              + " has no place for a table: '"
              + GoalTable.PLACE
              + "' or '"
              + KillMatrix.PLACE
              + "'");
    }
    String all = text;
    if (goals) {
      refuseNothing(report.goals().isEmpty(), "no goal was measured", readme);
      all =
          GoalTable.PLACE.filled(
              all, GoalTable.markdown(report.goals(), report.prices(), source(report)));
    }
    if (matrix) {
      refuseNothing(report.faults().isEmpty(), "no fault was tried", readme);
      all = KillMatrix.PLACE.filled(all, KillMatrix.markdown(report.faults(), source(report)));
    }
    return all;
  }

  private static void refuseNothing(boolean nothing, String what, Path readme) {
    if (nothing) {
      throw new BadInput(what + " in these runs: nothing written to " + readme);
    }
  }

  private static void replace(Path readme, String text) throws IOException {
    Path temporary = Files.createTempFile(readme.toAbsolutePath().getParent(), ".tables", ".tmp");
    try {
      Files.writeString(temporary, text);
      Files.move(temporary, readme, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
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

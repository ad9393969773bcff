package shootdown.results.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import shootdown.torture.Scenario;

/// A scenario as a user names it: one of ours, or a file of his own.
final class ScenarioFile {
  private static final long LARGEST = 1 << 16;

  private ScenarioFile() {}

  static Scenario read(String nameOrFile) {
    if (Scenario.PRESETS.contains(nameOrFile)) {
      return Scenario.preset(nameOrFile);
    }
    Path file = Path.of(nameOrFile);
    if (!Files.exists(file) && !nameOrFile.matches(".*[/.].*")) {
      throw new BadInput(
          "no scenario '" + nameOrFile + "': neither a file nor one of " + Scenario.PRESETS);
    }
    try {
      return Scenario.parse(TextFile.read(file, "scenario", LARGEST));
    } catch (IllegalArgumentException e) {
      throw new BadInput(file + ": " + e.getMessage());
    }
  }
}

package shootdown.results.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
      return Scenario.parse(text(file));
    } catch (IllegalArgumentException e) {
      throw new BadInput(file + ": " + e.getMessage());
    }
  }

  private static String text(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw new BadInput(file + " is a folder, not a scenario");
      }
      if (Files.size(file) > LARGEST) {
        throw new BadInput(file + " is too large for a scenario");
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new BadInput(file + " does not exist");
    } catch (CharacterCodingException e) {
      throw new BadInput(file + " is not text");
    } catch (IOException e) {
      throw new BadInput(file + " cannot be read: " + Session.reason(e));
    }
  }
}

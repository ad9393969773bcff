package shootdown.results.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A text that a user names.
final class TextFile {
  private TextFile() {}

  /// Reads all of it.
  ///
  /// @param what it should be, for who named something else: `schedule`
  /// @param largest in bytes
  /// @throws BadInput in one line, if it cannot be one
  static String read(Path file, String what, long largest) {
    try {
      if (Files.isDirectory(file)) {
        throw new BadInput(file + " is a folder, not a " + what);
      }
      if (Files.size(file) > largest) {
        throw new BadInput(file + " is too large for a " + what);
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

package shootdown.results.run;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/// A run that can be written no further: the disk is full, or its folder is gone. What was written
/// until then stands.
public final class CannotWrite extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CannotWrite(Path file, IOException e) {
    super(file + ": cannot be written: " + reason(e) + "; what was done until then is kept", e);
  }

  /// In words: the message of some names nothing but the file.
  public static String reason(IOException e) {
    if (e instanceof FileSystemException f && f.getReason() != null) {
      return String.valueOf(f.getReason());
    }
    return e instanceof FileSystemException
        ? e.getClass().getSimpleName().replace("Exception", "") + " " + e.getMessage()
        : String.valueOf(e.getMessage());
  }
}

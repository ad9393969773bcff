package shootdown.results.run;

import java.nio.file.Path;

/// A result file that cannot be used, with the reason in one line that names it.
public final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Unreadable(Path file, String reason) {
    super(file + ": " + reason);
  }
}

package shootdown.results.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the work tree around us has that its commit has not, kept beside a run's data.
public final class LocalChanges {
  /// Within a run's folder; not there if nothing differed, or if there is no work tree.
  public static final String FILE = "dirty.diff";

  /// Characters of a difference that are kept.
  private static final int MOST = 200_000;

  private LocalChanges() {}

  /// Writes it into a folder, if there is any.
  public static void keep(Path folder) throws IOException {
    String changes = Commit.git("diff", "HEAD").orElse("");
    if (!changes.isEmpty()) {
      Files.writeString(folder.resolve(FILE), cut(changes + "\n"));
    }
  }

  /// What a folder has of it, or empty.
  public static String in(Path folder) {
    try {
      return Files.exists(folder.resolve(FILE)) ? cut(Files.readString(folder.resolve(FILE))) : "";
    } catch (IOException e) {
      return "cannot be read: " + e.getMessage();
    }
  }

  private static String cut(String changes) {
    return changes.length() <= MOST ? changes : changes.substring(0, MOST) + "\n(cut here)\n";
  }
}

package shootdown.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.function.Executable;

/// Recorded inputs, and golden outputs with the one command that refreshes them.
public final class Fixtures {
  private static final Path ROOT = Path.of("src/test/resources/shootdown/results").toAbsolutePath();

  private Fixtures() {}

  public static Path path(String name) {
    return ROOT.resolve(name);
  }

  public static String text(String name) {
    try {
      return Files.readString(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The message of what is thrown.
  public static String refusal(Class<? extends Throwable> kind, Executable action) {
    return String.valueOf(assertThrows(kind, action).getMessage());
  }

  /// Compares with what is recorded; `mvn -pl results test -Dgolden=refresh` records anew.
  public static void assertGolden(String name, String actual) {
    if ("refresh".equals(System.getProperty("golden"))) {
      try {
        Files.writeString(path(name), actual);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    assertEquals(text(name), actual, name + " (refresh: mvn -pl results test -Dgolden=refresh)");
  }
}

package shootdown;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The tables of this module's README.
final class Readme {
  private Readme() {}

  /// The rows of the first table below a heading, without its head, cell by cell.
  static List<List<String>> table(String heading) {
    List<String> lines = lines();
    int start = lines.indexOf("## " + heading);
    if (start < 0) {
      throw new AssertionError("README has no heading: " + heading);
    }
    return lines.stream()
        .skip(start + 1L)
        .takeWhile(line -> !line.startsWith("## "))
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(Readme::cells)
        .toList();
  }

  private static List<String> cells(String line) {
    String[] parts = line.substring(1, line.lastIndexOf('|')).split("\\|", -1);
    return Arrays.stream(parts).map(String::strip).toList();
  }

  private static List<String> lines() {
    Path module = Path.of("README.md");
    Path file = Files.exists(module) ? module : Path.of("harness", "README.md");
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

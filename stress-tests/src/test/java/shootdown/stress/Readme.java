package shootdown.stress;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/// The tables of this module's README.
final class Readme {
  private Readme() {}

  /// The rows of the first table below a heading, the head apart, each as its cells.
  static List<List<String>> table(String heading) {
    return text()
        .lines()
        .dropWhile(line -> !line.equals("## " + heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .dropWhile(line -> !line.startsWith("|"))
        .takeWhile(line -> line.startsWith("|"))
        .skip(2)
        .map(Readme::cells)
        .toList();
  }

  /// Whether it says just that, line breaks apart.
  static boolean says(String words) {
    return text().replaceAll("\\s+", " ").contains(words);
  }

  private static List<String> cells(String row) {
    return Arrays.stream(row.substring(1, row.length() - 1).split("(?<!\\\\)[|]"))
        .map(String::strip)
        .toList();
  }

  private static String text() {
    try {
      return Files.readString(Path.of("README.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

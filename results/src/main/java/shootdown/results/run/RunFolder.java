package shootdown.results.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The folder of a run that is being written.
///
/// Each record is one write of one whole line, so a reader never sees half of one unless the
/// machine went down in between.
public final class RunFolder {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path path;

  private RunFolder(Path path) {
    this.path = path;
  }

  /// Makes `<results>/runs/<utc>-<command>`, with a number behind it if that second was taken.
  public static RunFolder create(Path results, String command, Instant now) throws IOException {
    Path runs = Files.createDirectories(results.resolve("runs"));
    String name = STAMP.format(now) + "-" + command;
    for (int n = 1; ; n++) {
      Path candidate = runs.resolve(n == 1 ? name : name + "-" + n);
      if (!Files.exists(candidate)) {
        return new RunFolder(Files.createDirectory(candidate).toAbsolutePath());
      }
    }
  }

  /// The newest run with a result file.
  public static Optional<Path> latest(Path results) {
    return newest(results, 1).stream().findFirst();
  }

  /// Runs with a result file, the newest first: stamps sort as text.
  ///
  /// @param most how many
  public static List<Path> newest(Path results, int most) {
    Path runs = results.resolve("runs");
    if (!Files.isDirectory(runs)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(runs)) {
      return all.filter(run -> Files.exists(run.resolve(RunReader.FILE)))
          .sorted(Comparator.comparing((Path run) -> run.getFileName().toString()).reversed())
          .limit(most)
          .toList();
    } catch (IOException e) {
      throw new Unreadable(runs, "cannot be listed: " + e.getMessage());
    }
  }

  public Path path() {
    return path;
  }

  public synchronized void append(Entry entry) {
    try {
      Files.writeString(
          path.resolve(RunReader.FILE),
          Json.lines().writerFor(Entry.class).writeValueAsString(entry) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

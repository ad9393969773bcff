package shootdown.results.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The folder of a run that is being written.
///
/// Each record is one write of one whole line, by one process. If that is killed in the middle, the
/// last line has no end: readers leave it out, and [#resume] cuts it off.
public final class RunFolder {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Path path;
  private final Consumer<Entry> lines;
  private final WriteLock lock;

  private RunFolder(Path path, Consumer<Entry> lines, WriteLock lock) {
    this.path = path;
    this.lines = lines;
    this.lock = lock;
  }

  /// Makes `<results>/runs/<utc>-<command>`, with a number behind it if that second was taken.
  public static RunFolder create(Path results, String command, Instant now) throws IOException {
    Path runs = Files.createDirectories(results.resolve("runs"));
    String name = STAMP.format(now) + "-" + command;
    for (int n = 1; ; n++) {
      Path candidate = runs.resolve(n == 1 ? name : name + "-" + n);
      if (!Files.exists(candidate)) {
        return open(Files.createDirectory(candidate).toAbsolutePath());
      }
    }
  }

  /// Goes on with a run that was broken off.
  ///
  /// @throws Unreadable if another process is still at it
  public static RunFolder resume(Path run) throws IOException {
    RunFolder folder = open(run.toAbsolutePath());
    new ResultFile(folder.path.resolve(RunReader.FILE)).cutOffTornLine();
    return folder;
  }

  private static RunFolder open(Path path) throws IOException {
    ResultFile file = new ResultFile(path.resolve(RunReader.FILE));
    return new RunFolder(path, file::append, WriteLock.of(path));
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

  /// A new folder in it for the files of one slice, whose records go where all go.
  public RunFolder in(String name) {
    return in(name, lines);
  }

  /// A new folder in it for the files of one slice, whose records are kept together.
  public RunFolder in(String name, Consumer<Entry> records) {
    try {
      return new RunFolder(Files.createDirectories(path.resolve(name)), records, lock);
    } catch (IOException e) {
      throw new CannotWrite(path.resolve(name), e);
    }
  }

  /// A name for a slice that none has had, `<what>-<n>`: one of a process that was killed may have
  /// left files.
  public String unused(String what) {
    int n = 1;
    while (Files.exists(path.resolve(what + "-" + n))) {
      n++;
    }
    return what + "-" + n;
  }

  /// Writes one record, now.
  ///
  /// @throws CannotWrite if it cannot; then nothing of it is left
  public void append(Entry entry) {
    lines.accept(entry);
  }

  /// Lets others go on with it. A process that is killed does so too.
  public void close() {
    lock.close();
  }
}

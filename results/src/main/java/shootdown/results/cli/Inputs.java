package shootdown.results.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import shootdown.results.bench.JmhResults;
import shootdown.results.host.Environment;
import shootdown.results.hunt.Blob;
import shootdown.results.hunt.ForkResult;
import shootdown.results.hunt.Tallies;
import shootdown.results.run.Entry;
import shootdown.results.run.Planned;
import shootdown.results.run.Run;
import shootdown.results.run.RunEnded;
import shootdown.results.run.RunReader;
import shootdown.results.run.RunStarted;
import shootdown.results.run.Sane;
import shootdown.results.run.Unreadable;
import shootdown.results.story.StorySheet;
import tools.jackson.core.JacksonException;

/// Whatever a user may hand to `report`: our own runs, or what the plain tools wrote.
final class Inputs {
  private static final String SUFFIX_BLOB = ".bin.gz";

  private static final long LARGEST_JMH = 64 << 20;

  private Inputs() {}

  static Run read(Path path, Surroundings here) {
    try {
      return readAny(path, here);
    } catch (JacksonException | IllegalArgumentException | ArithmeticException e) {
      throw new Unreadable(path, "is damaged, or makes no sense");
    }
  }

  private static Run readAny(Path path, Surroundings here) {
    String name = String.valueOf(path.getFileName());
    if (name.endsWith(SUFFIX_BLOB)) {
      return ofBlob(path, here);
    }
    return name.endsWith(".json") ? ofJmh(path) : RunReader.read(path);
  }

  /// Counts of different sources do not add up.
  static void refuseMixture(List<Run> runs) {
    for (Run run : runs) {
      String commit = run.started().environment().commit();
      String first = runs.getFirst().started().environment().commit();
      if (!commit.equals(first)) {
        throw new BadInput(
            run.file()
                + " is of commit "
                + commit
                + ", "
                + runs.getFirst().file()
                + " of "
                + first
                + ": render them one by one");
      }
    }
  }

  private static Run ofBlob(Path file, Surroundings here) {
    List<ForkResult> forks = Blob.read(file);
    Map<String, StorySheet> sheets = new TreeMap<>();
    forks.forEach(
        fork -> sheets.putIfAbsent(fork.test(), StorySheet.unknown(fork.test(), fork.actors())));
    here.stories()
        .get()
        .where(sheet -> sheets.containsKey(sheet.id()))
        .forEach(s -> sheets.put(s.id(), s));
    List<Entry> entries = new ArrayList<>();
    sheets.values().forEach(sheet -> entries.add(new Planned(KernelName.FIXED, sheet)));
    entries.addAll(Tallies.of(KernelName.FIXED, forks, "blob"));
    return foreign(file, entries);
  }

  private static Run ofJmh(Path file) {
    if (size(file) > LARGEST_JMH) {
      throw new Unreadable(file, "is larger than " + (LARGEST_JMH >> 20) + " MiB");
    }
    List<Entry> records = List.copyOf(JmhResults.read(file, KernelName.FIXED));
    records.forEach(Sane::check);
    return foreign(file, records);
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      throw new Unreadable(file, "does not exist");
    } catch (IOException e) {
      throw new Unreadable(file, "cannot be read: " + e.getMessage());
    }
  }

  /// A run that knows neither its machine nor its commit.
  private static Run foreign(Path file, List<Entry> entries) {
    Instant when = lastModified(file);
    String unknown = "unknown";
    Environment elsewhere = new Environment(0, unknown, unknown, unknown, unknown, unknown, false);
    RunStarted started =
        new RunStarted(
            RunStarted.SCHEMA,
            String.valueOf(file.getFileName()),
            unknown,
            unknown,
            when,
            elsewhere);
    List<Entry> all = new ArrayList<>(entries);
    all.add(new RunEnded(when, true, ""));
    return new Run(file, started, all);
  }

  private static Instant lastModified(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw new Unreadable(file, "cannot be read: " + e.getMessage());
    }
  }
}

package shootdown.results.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shootdown.results.Fixtures;
import shootdown.results.host.Environment;

class RunFolderTest {
  private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");
  private static final RunStarted STARTED =
      new RunStarted(
          1, "r", "cmd", "fixed", NOON, new Environment(2, "on", "c", "o", "j", "abc", false));

  @TempDir Path folder;

  /// Wherever a process is killed in the middle of a write, all lines before are there.
  @Test
  void aRunCutAtAnyByteIsReadUpToItsLastWholeLine() throws IOException {
    RunFolder run = begun();
    run.append(story("a.One", 1));
    long first = Files.size(run.path().resolve(RunReader.FILE));
    run.append(story("a.Two–", 2)); // a letter of three bytes, to be cut in two
    byte[] whole = Files.readAllBytes(run.path().resolve(RunReader.FILE));
    run.close();
    for (int cut = (int) first; cut < whole.length; cut++) {
      Files.write(run.path().resolve(RunReader.FILE), java.util.Arrays.copyOf(whole, cut));
      assertEquals(List.of(story("a.One", 1)), RunReader.read(run.path()).entries());
      RunFolder again = RunFolder.resume(run.path());
      again.append(story("a.Three", 3));
      again.close();
      assertEquals(
          List.of(story("a.One", 1), story("a.Three", 3)),
          RunReader.read(run.path()).entries(),
          "cut at " + cut);
    }
  }

  @Test
  void whatASliceSaidSoFarCountsUntilItEnds() throws IOException {
    RunFolder run = begun();
    run.append(new SoFar("jcstress-1", story("a.One", 1)));
    run.append(new SoFar("jcstress-1", story("a.One", 2)));
    assertEquals(
        List.of(story("a.One", 1), story("a.One", 2)),
        RunReader.read(run.path()).stories().toList());
    run.append(new Slice("jcstress-1", 5, "", List.of(), List.of(story("a.One", 3))));
    run.append(new SoFar("jcstress-2", story("a.One", 4)));
    assertEquals(
        List.of(story("a.One", 3), story("a.One", 4)),
        RunReader.read(run.path()).stories().toList());
  }

  @Test
  void oneRunIsWrittenByOneProcess() throws IOException {
    RunFolder run = begun();
    String message = Fixtures.refusal(Unreadable.class, () -> RunFolder.resume(run.path()).close());
    assertEquals(run.path() + ": is still being written by another process", message);
    run.close();
    RunFolder.resume(run.path()).close();
  }

  /// `/dev/full` is a disk that is.
  @Test
  void aFullDiskIsOneLine() throws IOException {
    RunFolder run = begun();
    Path file = run.path().resolve(RunReader.FILE);
    Files.delete(file);
    Files.createSymbolicLink(file, Path.of("/dev/full"));
    assertEquals(
        file + ": cannot be written: No space left on device; what was done until then is kept",
        Fixtures.refusal(CannotWrite.class, () -> run.append(story("a.One", 1))));
  }

  @Test
  void aFolderThatIsGoneIsOneLine() throws IOException {
    RunFolder run = begun();
    Files.delete(run.path().resolve(RunReader.FILE));
    Files.delete(run.path().resolve(".lock"));
    Files.delete(run.path());
    String message = Fixtures.refusal(CannotWrite.class, () -> run.append(story("a.One", 1)));
    assertTrue(message.endsWith("; what was done until then is kept"), message);
    assertEquals(1, message.lines().count());
  }

  @Test
  void slicesThatWereKilledLeaveTheirNames() throws IOException {
    RunFolder run = begun();
    assertEquals("jmh-1", run.unused("jmh"));
    RunFolder slice = run.in("jmh-1");
    assertEquals("jmh-2", run.unused("jmh"));
    slice.append(story("a.One", 1));
    assertEquals(1, RunReader.read(run.path()).stories().count(), "records go where all go");
  }

  private RunFolder begun() throws IOException {
    RunFolder run = RunFolder.create(folder, "campaign", NOON);
    run.append(STARTED);
    return run;
  }

  private static StoryRecord story(String id, long count) {
    return new StoryRecord(
        "fixed", id, "jcstress", 1, 1, Map.of("held, overlapped", count), List.of(), "blob");
  }
}

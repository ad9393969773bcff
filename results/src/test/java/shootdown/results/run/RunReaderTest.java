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
import shootdown.results.story.StorySheet;

class RunReaderTest {
  private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");

  @TempDir Path folder;

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    List<Entry> entries =
        List.of(
            new RunStarted(
                1, "r", "cmd", "fixed", NOON, new Environment(2, "on", "c", "o", "j", "abc", true)),
            new Planned(
                "fixed",
                new StorySheet(
                    "a.S",
                    StorySheet.Kind.STORY,
                    2,
                    "q?",
                    "f",
                    List.of("S4"),
                    List.of("seed"),
                    "C")),
            new StoryRecord(
                "fixed",
                "a.S",
                "jcstress",
                4,
                1.5,
                Map.of("held, apart", 3L),
                List.of("t"),
                "blob"),
            new PlannedExploration("fixed", "tso", 1, StorySheet.unknown("a.S", 2)),
            new ExplorationRecord(
                "fixed",
                "a.S",
                "explore",
                "tso",
                "pct",
                "continuations",
                -1,
                false,
                100,
                2,
                5000,
                0,
                0,
                0.5,
                1,
                7,
                "S4, ",
                List.of(new ExplorationRecord.Reached("DEADLOCK", 1, 7, 2, "s\n", "f", "|")),
                List.of("t")),
            new BenchmarkRecord(
                "fixed",
                "a.B.c",
                "avgt",
                Map.of("n", "1"),
                "primary",
                "ns/op",
                List.of(List.of(1.0, 2.0)),
                new Interval(1.5, 1, 2)),
            new TortureStatistics(5, 55, 1000, 200, 0, Map.of("pins", 3L)),
            new TortureRecord(
                "seed",
                4,
                7,
                "scenario s\n",
                "kernel=seed",
                "VIOLATED",
                "S4",
                "S4: broken",
                false,
                2000,
                6.5,
                300,
                Map.of("pins", 3L),
                Map.of("S4", 2L),
                Map.of("fork", 1L),
                "| columns",
                "torture: FAILURE"),
            new PlannedCampaign(600, "Exit", "2 of 13 benchmarks"),
            new Resumed(NOON, 12.5),
            new NotTried(
                new Planned(
                    "seed",
                    new StorySheet(
                        "a.S", StorySheet.Kind.STORY, 2, "?", "", List.of(), List.of("seed"), ""))),
            new Slice("bench a.B.c", 2.5, "it fell", List.of("over", "itself"), List.of()),
            new RunEnded(NOON, true, ""));
    RunFolder run = RunFolder.create(folder, "hunt", NOON);
    entries.forEach(run::append);

    Run read = RunReader.read(run.path());
    assertEquals(entries.getFirst(), read.started());
    assertEquals(entries.subList(1, entries.size()), read.entries());
    run.append(
        new SoFar(
            "jcstress-1",
            new StoryRecord("fixed", "a.S", "jcstress", 1, 1, Map.of(), List.of(), "console")));
    Fixtures.assertGolden("run/lines.jsonl", Files.readString(read.file()));
    assertEquals(run.path(), RunFolder.latest(folder).orElseThrow().toAbsolutePath());
  }

  @Test
  void twoRunsOfOneSecondDoNotMeet() throws IOException {
    Path first = RunFolder.create(folder, "hunt", NOON).path();
    Path second = RunFolder.create(folder, "hunt", NOON).path();
    assertEquals("20260801T120000Z-hunt", String.valueOf(first.getFileName()));
    assertEquals("20260801T120000Z-hunt-2", String.valueOf(second.getFileName()));
  }

  @Test
  void aRunThatWasKilledIsReadWithoutItsEnd() throws IOException {
    String whole = Fixtures.text("run/golden.jsonl");
    String cut = whole.substring(0, whole.strip().lastIndexOf('\n') + 1);
    assertTrue(RunReader.read(write(cut)).ended().isEmpty());
  }

  @Test
  void refusals() throws IOException {
    String whole = Fixtures.text("run/golden.jsonl");
    assertRefused("", "is empty");
    assertRefused(whole.substring(0, 20), "its first line does not end");
    assertRefused(whole.replaceFirst("\"outcomes\":", "\"outcomes\";"), "damaged");
    assertRefused(whole.replaceFirst("\"forks\":4,", ""), "damaged");
    assertRefused(whole.replaceFirst("\"schema\":1", "\"schema\":2"), "has schema 2");
    assertRefused("{\"benchmark\":1}\n", "is not a result file of this tool");
    assertRefused("[]\n", "is not a result file of this tool");
    assertRefused("hello\n", "damaged or foreign at line 1");
    assertRefused(whole.lines().skip(1).findFirst().orElseThrow() + "\n", "is not a result file");
  }

  @Test
  void refusesBinaryAndMissingFiles() throws IOException {
    Path binary =
        Files.write(folder.resolve("b.jsonl"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, '\n'});
    assertEquals(
        binary + ": is not text", Fixtures.refusal(Unreadable.class, () -> RunReader.read(binary)));
    Path missing = folder.resolve("nowhere");
    assertEquals(
        missing + ": does not exist",
        Fixtures.refusal(Unreadable.class, () -> RunReader.read(missing)));
  }

  private void assertRefused(String content, String reason) throws IOException {
    Path file = write(content);
    String message = Fixtures.refusal(Unreadable.class, () -> RunReader.read(file));
    assertTrue(message.startsWith(file + ": "), message);
    assertTrue(message.contains(reason), message);
    assertEquals(1, message.lines().count());
  }

  private Path write(String content) throws IOException {
    return Files.writeString(folder.resolve("results.jsonl"), content);
  }
}

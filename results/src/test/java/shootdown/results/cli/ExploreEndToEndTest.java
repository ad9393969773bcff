package shootdown.results.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shootdown.fault.Fault;
import shootdown.fault.Museum;
import shootdown.results.child.Interruption;
import shootdown.results.run.CommandText;
import shootdown.results.run.ExplorationRecord;
import shootdown.results.run.ExplorationRecord.Reached;
import shootdown.results.run.Run;
import shootdown.results.run.RunFolder;
import shootdown.results.run.RunReader;
import shootdown.results.story.StoryCatalogue;
import shootdown.results.story.StorySheet;

/// Real children, on a real story.
class ExploreEndToEndTest {
  private static final String STORY = "shootdown.stress.Exit_02_QueuedSwitch";
  private static final String S4 =
      "S4 pinned bit cleared while the table is still referenced, overlapped";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theSeedIsConvictedByOnePreemptionThatCanBeSeenAgain() throws IOException {
    assertEquals(
        Exit.VIOLATED,
        run(
            "explore -t Exit_02 --kernel seed --memory sc --bound 1 --time 60s --results "
                + folder),
        err.toString());
    assertEquals(
        "explore: continuations, 1 exploration on kernel seed, memory sc, exhaustive up to bound 1,"
            + " 60.0 s each, at most 60 s\n",
        err.toString());
    assertTrue(
        out.toString().startsWith(STORY + " on seed, sc:\n" + S4 + " (schedule "), out::toString);
    assertTrue(out.toString().contains("BREACH S4 "), out::toString);

    Run run = RunReader.read(RunFolder.latest(folder).orElseThrow());
    ExplorationRecord record = run.explorations().findFirst().orElseThrow();
    assertEquals(1, record.bound());
    Reached reached =
        record.outcomes().stream().filter(r -> r.outcome().equals(S4)).findFirst().orElseThrow();
    assertEquals(1, reached.cost());
    assertEquals("Exit_02_QueuedSwitch-seed-sc-1.schedule", reached.file());

    Path file = run.file().resolveSibling(reached.file());
    assertTrue(
        out.toString().contains("explore --replay " + CommandText.near(file) + "\n"),
        out::toString);
    String first = replayed(file);
    assertTrue(first.startsWith(STORY + " on seed, sc:\n" + S4 + "\n\nvcpu0 "), first);
    assertEquals(first, replayed(file));
    assertEquals(Exit.HOLDS, clean("explore --minimise " + file));
    assertEquals(Files.readString(file), out.toString());
    assertEquals(Exit.HOLDS, clean("report --results " + folder), "convicted, as expected");
  }

  @Test
  void aScheduleOfOtherCodeIsRefusedInOneLine() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("foreign.schedule"),
            """
            shootdown schedule 1
            story   %s
            kernel  seed
            memory  sc
            outcome %s
            vcpu1 at 99999.0 preempt 1
            """
                .formatted(STORY, S4));
    assertEquals(Exit.USAGE, run("explore --replay " + file));
    assertEquals(
        file + ": the schedule does not fit " + STORY + " on seed: the code is not what it was\n",
        err.toString());
  }

  @Test
  void aFaultOfTheMuseumIsToldAndShown() {
    assertEquals(Exit.HOLDS, run("museum A02 --results " + folder), () -> err + "" + out);
    String told = out.toString();
    assertTrue(told.startsWith("A02: "), told);
    assertTrue(told.contains("\nmissing: "), told);
    assertTrue(told.contains("\nbreaks:  S4, S5\n"), told);
    int shown = told.indexOf("\nvcpu0 ");
    assertTrue(shown > 0, told);
    assertTrue(told.indexOf("BREACH S4 ") > shown, "in columns: " + told);
    assertTrue(told.endsWith("A02 killed.\n"), told);
  }

  @Test
  void theMuseumListsEveryFaultOnALine() {
    assertEquals(Exit.HOLDS, run("museum"));
    for (Fault fault : Museum.faults()) {
      long lines =
          out.toString()
              .lines()
              .filter(l -> l.strip().startsWith(fault.id() + " ") && l.contains(fault.title()))
              .count();
      assertEquals(1, lines, fault.id());
    }
    assertEquals(Exit.USAGE, clean("museum A99"));
    assertEquals("no such fault: A99; museum without it lists them\n", err.toString());
  }

  @Test
  void aStoryThatCannotBeExploredCouldNotBeJudged() {
    assertEquals(Exit.INFRASTRUCTURE, run("explore -t Gone --results " + folder));
    assertTrue(out.toString().contains("no such story: a.Gone"), out::toString);
  }

  @Test
  void aStoryThatTakesTheJvmDownIsARecordAndTheNextOneRuns() {
    assertEquals(
        Exit.INFRASTRUCTURE, run("explore -t Sample_0[34] --memory sc --results " + folder));
    List<ExplorationRecord> records =
        RunReader.read(RunFolder.latest(folder).orElseThrow()).explorations().toList();
    assertEquals(List.of("the child died (exit 42): it said nothing"), records.get(0).troubles());
    assertEquals(List.of(), records.get(1).troubles());
    assertTrue(records.get(1).exhausted());
  }

  private String replayed(Path file) {
    assertEquals(Exit.VIOLATED, clean("explore --replay " + file), err.toString());
    return out.toString();
  }

  private int clean(String line) {
    out.getBuffer().setLength(0);
    return run(line);
  }

  private int run(String line) {
    String[] arguments = line.split(" ");
    Surroundings here =
        new Surroundings(
            new Console(new PrintWriter(out), new PrintWriter(err), false),
            CommandText.of(arguments),
            new Interruption(),
            () ->
                StoryCatalogue.of(
                    List.of(sheet(STORY), sheet("a.Gone")),
                    List.of(
                        sheet("shootdown.results.sample.Sample_03_TakesTheJvmDown"),
                        sheet("shootdown.results.sample.Sample_04_ExploredOnly"))),
            pattern -> List.of());
    return FrontDoor.run(here, arguments);
  }

  private static StorySheet sheet(String id) {
    return new StorySheet(
        id, StorySheet.Kind.STORY, 2, "?", "", List.of("S4"), List.of("seed"), "");
  }
}

package shootdown.results.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shootdown.results.Fixtures;
import shootdown.results.bench.BenchmarkSheet;
import shootdown.results.child.Interruption;
import shootdown.results.run.CommandText;
import shootdown.results.story.StoryCatalogue;
import shootdown.results.story.StorySheet;

class FrontDoorTest {
  private static final StorySheet STORY =
      new StorySheet(
          "a.Exit_01",
          StorySheet.Kind.STORY,
          2,
          "?",
          "",
          List.of("S4"),
          List.of("seed"),
          "ControlBare");
  private static final StorySheet CONTROL = StorySheet.unknown("a.ControlBare", 2);

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void helpTeaches() {
    assertEquals(Exit.HOLDS, run("--help"));
    assertTrue(out.toString().contains("Start with:"));
    for (String command : List.of("hunt", "explore", "torture")) {
      out.getBuffer().setLength(0);
      assertEquals(Exit.HOLDS, run(command, "--help"));
      assertTrue(out.toString().contains("Examples:"), command);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunt --nonsense",
        "hunt -t (",
        "hunt --budget soon",
        "hunt --budget 1s",
        "hunt --kernel nonsense",
        "bench --kernel no/such",
        "bench --profile nonsense",
        "bench --profile quick --budget 1m",
        "bench --profile async --async-profiler /no/such",
        "bench --compare fill",
        "bench --compare fill nonsense",
        "explore --kernel nonsense",
        "explore --memory pso",
        "explore --search all",
        "explore --bound -1",
        "explore --bound many",
        "explore --fills 9",
        "explore --depth 0",
        "explore --executions 0",
        "explore --time 0s",
        "explore --budget 1s",
        "explore --replay /no/such",
        "explore --replay a --minimise b",
        "campaign --kernel nonsense --dry-run",
        "campaign --budget -5m",
        "nonsense",
        "report /no/such/run",
        "report src/test/resources/shootdown/results/run/golden.jsonl --readme /no/such",
        "report src/test/resources/shootdown/results/run/golden.jsonl --readme pom.xml",
      })
  void wrongUsageIsOneLineAndTwo(String line) {
    assertEquals(Exit.USAGE, run(line.split(" ")));
    assertOneLine();
    assertTrue(out.toString().isEmpty(), out.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nonsense | line 1: expected 'shootdown schedule 1'",
        "shootdown schedule 1;nonsense | line 2: expected 'vcpu<n> at <point>.<choice> <kind>"
            + " <option>'",
        "shootdown schedule 1;story a.B;kernel seed;memory pso;outcome x | line 5: memory is sc or"
            + " tso",
        "shootdown schedule 1;story a.B;kernel seed;memory sc | line 4: no outcome given",
        "shootdown schedule 1;story a.B;kernel seed;memory sc;outcome x | no such story: a.B",
      })
  void aScheduleThatCannotBePlayedIsTwoWithItsLine(String text, String complaint)
      throws IOException {
    Path file = Files.writeString(folder.resolve("bad.schedule"), text.replace(';', '\n'));
    for (String option : List.of("--replay", "--minimise")) {
      err.getBuffer().setLength(0);
      assertEquals(Exit.USAGE, run("explore", option, file.toString()));
      assertEquals(file + ": " + complaint + "\n", err.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunt -t Nothing",
        "explore -t Nothing",
        "bench -t Nothing",
        "campaign --only Nothing",
        "report"
      })
  void aSelectionThatRunsNothingIsThree(String line) throws IOException {
    assertEquals(Exit.NOTHING_RUN, run(inFolder(line)));
    assertOneLine();
    assertEquals(List.of(), files());
  }

  @Test
  void aPlanIsPrintedAndNothingRuns() throws IOException {
    assertEquals(Exit.HOLDS, run(inFolder("campaign --budget 10m --dry-run")));
    assertTrue(
        out.toString().startsWith("campaign of 600 s:\n  hunt     2 tests on kernel fixed"),
        out.toString());
    assertTrue(
        out.toString()
            .contains(
                "\n"
                    + "  explore  3 explorations on kernel seed and fixed, memory sc and tso,"
                    + " exhaustive up to bound 2, 38.0 s each, at most 114 s\n"),
        out.toString());
    assertTrue(out.toString().contains("\n  trial    1 tests on the kernels they convict"));
    assertTrue(out.toString().contains("\n  bench    1 benchmarks in 4 cells"));
    assertEquals(List.of(), files());
  }

  @Test
  void aStoryBringsItsControlWithIt() {
    assertEquals(Exit.HOLDS, run("campaign", "--only", "Exit_01", "--dry-run"));
    assertTrue(out.toString().contains("hunt     2 tests"), out.toString());
    assertFalse(out.toString().contains("bench"));
  }

  @Test
  void aReportTellsItsVerdictByItsExitCode() throws IOException {
    String golden = Fixtures.path("run/golden.jsonl").toString();
    assertEquals(Exit.VIOLATED, run("report", "--results", folder.toString(), golden));
    assertEquals(List.of("index.html", "junit.xml", "summary.json", "summary.md"), files("report"));
    assertTrue(
        out.toString().startsWith("2 stories are violated on kernel fixed."), out.toString());
  }

  @Test
  void aBlobOfThePlainToolIsAReportToo() {
    String blob = Fixtures.path("hunt/sample-seed.bin.gz").toString();
    assertEquals(Exit.VIOLATED, run("report", "--results", folder.toString(), blob));
    String jmh = Fixtures.path("bench/sample-jmh.json").toString();
    assertEquals(Exit.HOLDS, run("report", "--results", folder.toString(), jmh));
  }

  @Test
  void aDamagedRunLeavesTheLastReportAlone() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad.jsonl"), "{\"type\":\"run\"");
    assertEquals(Exit.USAGE, run("report", "--results", folder.toString(), bad.toString()));
    assertOneLine();
    assertEquals(bad + ": is empty, or its first line does not end\n", err.toString());
    assertFalse(Files.exists(folder.resolve("report")));
  }

  @Test
  void runsOfDifferentCommitsAreNotAddedUp() throws IOException {
    Path other =
        Files.writeString(
            folder.resolve("other.jsonl"),
            Fixtures.text("run/golden.jsonl").replace("0123456789ab", "ba9876543210"));
    String golden = Fixtures.path("run/golden.jsonl").toString();
    assertEquals(
        Exit.USAGE, run("report", "--results", folder.toString(), golden, other.toString()));
    assertOneLine();
  }

  /// A file where a folder should be: unwritable for everybody, root too.
  @Test
  void anUnwritableReportFolderIsRefusedBeforeAnythingRuns() throws IOException {
    Files.writeString(folder.resolve("report"), "in the way");
    String golden = Fixtures.path("run/golden.jsonl").toString();
    assertEquals(Exit.USAGE, run("report", "--results", folder.toString(), golden));
    assertOneLine();
    err.getBuffer().setLength(0);
    assertEquals(Exit.USAGE, run(inFolder("campaign --budget 10m")));
    assertOneLine();
    assertFalse(Files.exists(folder.resolve("runs")));
  }

  @Test
  void anUnwritableRunFolderIsRefused() throws IOException {
    Files.writeString(folder.resolve("runs"), "in the way");
    assertEquals(Exit.USAGE, run(inFolder("hunt")));
    assertOneLine();
  }

  private int run(String... arguments) {
    Surroundings here =
        new Surroundings(
            new Console(new PrintWriter(out), new PrintWriter(err), false),
            CommandText.of(arguments),
            new Interruption(),
            () -> StoryCatalogue.of(List.of(STORY, CONTROL)),
            pattern ->
                Stream.of(new BenchmarkSheet("a.Bench.pin", Map.of("batch", 4), false))
                    .filter(sheet -> pattern.matcher(sheet.id()).find())
                    .toList());
    return FrontDoor.run(here, arguments);
  }

  private String[] inFolder(String line) {
    return Stream.concat(Arrays.stream(line.split(" ")), Stream.of("--results", folder.toString()))
        .toArray(String[]::new);
  }

  private void assertOneLine() {
    assertEquals(1, err.toString().lines().count(), err.toString());
  }

  private List<String> files(String... below) throws IOException {
    Path root = below.length == 0 ? folder : folder.resolve(below[0]);
    try (Stream<Path> all = Files.list(root)) {
      return all.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }
}

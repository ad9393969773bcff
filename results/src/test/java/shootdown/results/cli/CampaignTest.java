package shootdown.results.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shootdown.results.bench.BenchPlan;
import shootdown.results.bench.BenchmarkSheet;
import shootdown.results.bench.ProfilePlan;
import shootdown.results.child.InfrastructureFailure;
import shootdown.results.child.Interruption;
import shootdown.results.explore.ExplorePlan;
import shootdown.results.explore.Task;
import shootdown.results.hunt.HuntPlan;
import shootdown.results.run.CommandText;
import shootdown.results.run.ExplorationRecord;
import shootdown.results.run.NotTried;
import shootdown.results.run.Planned;
import shootdown.results.run.Run;
import shootdown.results.run.RunFolder;
import shootdown.results.run.RunReader;
import shootdown.results.run.Slice;
import shootdown.results.run.StoryRecord;
import shootdown.results.run.TortureRecord;
import shootdown.results.story.StoryCatalogue;
import shootdown.results.story.StorySheet;
import shootdown.results.torture.Order;
import shootdown.results.torture.TorturePlan;

/// A campaign with engines that do what a test wants.
class CampaignTest {
  private static final String PLAIN = "campaign --budget 1h";

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> asked = new ArrayList<>();
  private Consumer<RunFolder> hunting = run -> {};
  private Runnable exploring = () -> {};
  private boolean inTime = true;
  private String outcome = "held, overlapped";

  @Test
  void phasesComeInTheirOrderAndTortureGetsWhatIsLeft() {
    assertEquals(Exit.INFRASTRUCTURE, run(PLAIN), "nothing was explored");
    assertEquals(
        List.of(
            "hunt [One, Two]", "explore 5", "hunt in turn [One]", "museum", "bench 2", "torture"),
        asked);
  }

  @Test
  void aPhaseThatBreaksIsRecordedWithItsOutputAndTheNextOneBegins() {
    exploring =
        () -> {
          throw new InfrastructureFailure("the child died", List.of("a", "b"));
        };
    assertEquals(Exit.INFRASTRUCTURE, run(PLAIN));
    assertTrue(asked.containsAll(List.of("museum", "bench 2", "torture")), asked::toString);
    Slice failed = latest().slices().filter(Slice::failed).findFirst().orElseThrow();
    assertEquals("explore", failed.name());
    assertEquals("the child died", failed.trouble());
    assertEquals(List.of("a", "b"), failed.output());
    assertTrue(latest().ended().isPresent());
    assertTrue(out.toString().contains("Slice explore failed: the child died."), out::toString);
  }

  @Test
  void whatTheClockCutOffIsNamedAndFailsNobody() {
    inTime = false;
    assertEquals(Exit.HOLDS, run(PLAIN), out::toString);
    assertEquals(5, latest().untried().count());
    assertTrue(out.toString().contains("5 explorations had no time."), out::toString);
    assertTrue(
        out.toString().contains("Time was over before all that was planned had been tried."),
        out::toString);
  }

  @Test
  void aShortBudgetPlansLessAndSaysSo() {
    assertEquals(Exit.HOLDS, run("campaign --budget 10s --dry-run"));
    assertTrue(out.toString().contains("  no time for 2 of 2 tests of the hunt, "), out::toString);
    assertFalse(out.toString().contains("  hunt "), out::toString);
    int _ = run("campaign --budget 10s");
    assertTrue(
        out.toString().contains("The budget left no room for 2 of 2 tests of the hunt, "),
        out::toString);
  }

  @Test
  void aDiskThatFillsUpEndsItInOneLineAndKeepsWhatWasDone() throws IOException {
    List<Path> kept = new ArrayList<>();
    hunting = run -> kept.add(fillUp(run.path().resolve(RunReader.FILE)));
    assertEquals(Exit.INFRASTRUCTURE, run(PLAIN));
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(
        err.toString()
            .endsWith(
                "results.jsonl: cannot be written: No space left on device; what was done until"
                    + " then is kept\n"),
        err::toString);
    assertEquals(List.of("hunt [One, Two]", "explore 5"), asked, "it does not go on");
    assertEquals(2, RunReader.read(kept.getFirst()).stories().count());
  }

  private static Path fillUp(Path file) {
    try {
      Path aside = Files.move(file, file.resolveSibling("aside.jsonl"));
      Files.createSymbolicLink(file, Path.of("/dev/full"));
      return aside;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whatFailedTheLastTimeComesFirst() {
    outcome = "S4 broken, overlapped";
    assertEquals(Exit.VIOLATED, run(PLAIN + " --only Two"));
    asked.clear();
    out.getBuffer().setLength(0);
    assertEquals(Exit.VIOLATED, run(PLAIN));
    assertEquals("hunt [Two]", asked.getFirst());
    assertEquals("hunt [One]", asked.get(1));
    assertTrue(out.toString().contains("  again    1 tests on kernel fixed"), out::toString);
  }

  @Test
  void whoIsNotBrokenIsNotResumed() {
    assertEquals(Exit.USAGE, run("campaign --resume"));
    assertOneLine("no campaign in " + folder.resolve("runs") + " was broken off\n");
    assertEquals(Exit.USAGE, run("campaign --resume --kernel seed"));
    assertOneLine("--kernel was chosen when the campaign began: leave it out\n");
    assertEquals(Exit.USAGE, run("campaign --resume /no/such"));
    assertOneLine("/no/such: does not exist\n");
  }

  @Test
  void whatWasKilledGoesOnWithWhatIsMissing() throws IOException {
    run(PLAIN);
    cutAfter("\"type\":\"slice\""); // the first hunt had ended, and nothing else
    asked.clear();
    out.getBuffer().setLength(0);
    assertEquals(Exit.HOLDS, run("campaign --resume --dry-run"));
    assertTrue(out.toString().startsWith("goes on with 2"), out::toString);
    assertFalse(out.toString().contains("  hunt "), out::toString);
    assertEquals(List.of(), asked);
    int _ = run("campaign --resume");
    assertEquals(List.of("explore 5", "hunt in turn [One]", "museum", "bench 2", "torture"), asked);
    assertEquals(1, latest().resumptions().count());
    assertEquals(Exit.USAGE, run("campaign --resume"), "now it is complete");
  }

  @Test
  void whatHasNoPlaceInTheRestOfTheTimeIsNotTried() throws IOException {
    run(PLAIN);
    cutAfter("\"type\":\"planned\",\"kernel\":\"seed\""); // planned, and not played
    int _ = run("campaign --resume --budget 10s");
    assertEquals(
        List.of("seed"),
        latest().untried().map(Planned.class::cast).map(Planned::kernel).toList(),
        () -> out.toString() + err);
    assertFalse(latest().leftOut().isEmpty(), "told of the rest of the time");
  }

  @Test
  void aBudgetThatIsSpentIsSaid() throws IOException {
    run(PLAIN);
    cutAfter("\"type\":\"slice\"");
    Path file = latest().file();
    Files.writeString(
        file, Files.readString(file).replace("\"budgetSeconds\":3600.0", "\"budgetSeconds\":0.0"));
    assertEquals(Exit.USAGE, run("campaign --resume"));
    assertTrue(err.toString().endsWith(" has spent its budget: give it more with --budget\n"));
    asked.clear();
    int _ = run("campaign --resume --budget 1h");
    assertTrue(asked.contains("torture"), asked::toString);
  }

  @Test
  void runsOfOtherCodeAreNotContinued() throws IOException {
    run(PLAIN);
    cutAfter("\"type\":\"slice\"");
    Path file = latest().file();
    Files.writeString(
        file, Files.readString(file).replaceFirst("\"commit\":\"[^\"]*", "\"commit\":\"other"));
    assertEquals(Exit.USAGE, run("campaign --resume"));
    assertTrue(err.toString().contains(" is of commit other, this is "), err::toString);
  }

  private void assertOneLine(String expected) {
    assertEquals(expected, err.toString());
    err.getBuffer().setLength(0);
  }

  /// As if it had been killed there.
  private void cutAfter(String mark) throws IOException {
    Path file = latest().file();
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.indexOf('\n', text.indexOf(mark)) + 1));
  }

  private Run latest() {
    return RunReader.read(RunFolder.latest(folder).orElseThrow());
  }

  private int run(String line) {
    String[] arguments =
        Stream.concat(Arrays.stream(line.split(" ")), Stream.of("--results", folder.toString()))
            .toArray(String[]::new);
    Surroundings here =
        new Surroundings(
            new Console(new PrintWriter(out), new PrintWriter(err), false),
            CommandText.of(arguments),
            new Interruption(),
            () -> StoryCatalogue.of(List.of(story("One", "seed"), story("Two"))),
            only ->
                Stream.of("a.Bench.pin", "a.Bench.unpin")
                    .filter(id -> only.matcher(id).find())
                    .map(id -> new BenchmarkSheet(id, Map.of("n", 4), false))
                    .toList(),
            (child, run, progress, deadline) -> new Asked(run));
    return FrontDoor.run(here, arguments);
  }

  private static StorySheet story(String name, String... convicts) {
    return new StorySheet(
        "a." + name, StorySheet.Kind.STORY, 2, "?", "", List.of("S4"), List.of(convicts), "");
  }

  /// Notes what it is asked for, and hunts.
  private final class Asked implements Engines {
    private final RunFolder run;

    Asked(RunFolder run) {
      this.run = run;
    }

    @Override
    public boolean hunt(HuntPlan plan) {
      String kernel = plan.isInTurn() ? "in turn " : "";
      asked.add("hunt " + kernel + plan.sheets().stream().map(StorySheet::simpleName).toList());
      for (StorySheet sheet : plan.sheets()) {
        for (String on : plan.kernelsOf(sheet)) {
          run.append(new Planned(on, sheet));
          String seen = sheet.convicts(on) ? "S4 broken, overlapped" : outcome;
          StoryRecord record =
              new StoryRecord(
                  on, sheet.id(), "jcstress", 4, 1, Map.of(seen, 5L), List.of(), "blob");
          run.append(record);
        }
      }
      run.append(new Slice("jcstress " + asked.size(), 1, "", List.of(), List.of()));
      hunting.accept(run);
      return true;
    }

    @Override
    public boolean explore(ExplorePlan plan, Consumer<ExplorationRecord> listener) {
      asked.add("explore " + plan.tasks().size());
      plan.tasks().stream().map(Task::planned).forEach(run::append);
      exploring.run();
      if (!inTime) {
        plan.tasks().forEach(task -> run.append(new NotTried(task.planned())));
      }
      return inTime;
    }

    @Override
    public boolean explain(ExplorePlan plan) {
      asked.add("explain " + plan.tasks().size());
      return true;
    }

    @Override
    public boolean bench(ProfilePlan plan, List<String> profiler) {
      throw new AssertionError("no campaign measures by profile");
    }

    @Override
    public boolean bench(BenchPlan plan) {
      asked.add("bench " + plan.sheets().size());
      return true;
    }

    @Override
    public boolean tour(TorturePlan plan) {
      asked.add("museum");
      return true;
    }

    @Override
    public TortureRecord torture(Order order, Consumer<String> listener) {
      asked.add("torture");
      assertTrue(Duration.ofMillis(order.millis()).compareTo(Duration.ofMinutes(50)) > 0);
      return new TortureRecord(
          order.kernel(),
          4,
          1,
          "scenario s\n",
          "",
          "HOLDS",
          "",
          "",
          false,
          1,
          1,
          1,
          Map.of(),
          Map.of(),
          Map.of(),
          "",
          "torture: SUCCESS");
    }
  }
}

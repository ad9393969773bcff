package shootdown.results.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import shootdown.fault.Museum;
import shootdown.results.bench.BenchPlan;
import shootdown.results.bench.BenchmarkSheet;
import shootdown.results.bench.ProfilePlan;
import shootdown.results.child.Child;
import shootdown.results.child.Ending;
import shootdown.results.child.Interruption;
import shootdown.results.explore.ExplorePlan;
import shootdown.results.explore.Task;
import shootdown.results.hunt.HuntPlan;
import shootdown.results.run.BenchmarkRecord;
import shootdown.results.run.CommandText;
import shootdown.results.run.Entry;
import shootdown.results.run.ExplorationRecord;
import shootdown.results.run.Interval;
import shootdown.results.run.Json;
import shootdown.results.run.Planned;
import shootdown.results.run.RunFolder;
import shootdown.results.run.Slice;
import shootdown.results.run.SoFar;
import shootdown.results.run.StoryRecord;
import shootdown.results.run.TortureRecord;
import shootdown.results.story.StoryCatalogue;
import shootdown.results.story.StorySheet;
import shootdown.results.torture.Order;
import shootdown.results.torture.TorturePlan;

/// The front door with engines that play nothing: each slice is a short sleep of a child, and comes
/// to what its name alone decides. A campaign of it can be killed and resumed many times in
/// seconds.
final class StubCampaign {
  private static final List<StorySheet> STORIES =
      IntStream.range(0, 5)
          .mapToObj(
              n ->
                  new StorySheet(
                      "a.Story_0" + n,
                      StorySheet.Kind.STORY,
                      2,
                      "?",
                      "",
                      List.of("S4"),
                      n < 2 ? List.of("seed", "A01") : List.of(),
                      ""))
          .toList();

  private static final List<BenchmarkSheet> BENCHMARKS =
      IntStream.range(0, 3)
          .mapToObj(n -> new BenchmarkSheet("a.Bench.b" + n, Map.of("n", 2), false))
          .toList();

  /// Where a real tour begins differs from campaign to campaign.
  private static final List<String> TOURED = List.of("A01", "A02", "B03", "D05");

  /// Of a record's text: longer than what a system writes at once.
  static final int LARGE = 9_000;

  private StubCampaign() {}

  /// Runs one command line.
  public static void main(String... arguments) {
    Interruption interruption = new Interruption().install();
    int code = FrontDoor.run(here(Console.ofSystem(), interruption, arguments), arguments);
    interruption.finished();
    System.exit(code);
  }

  static Surroundings here(Console console, Interruption interruption, String... arguments) {
    return new Surroundings(
        console,
        CommandText.of(arguments),
        interruption,
        () -> StoryCatalogue.of(STORIES),
        StubCampaign::benchmarks,
        (child, run, progress, deadline) -> new Stubs(child, run));
  }

  private static List<BenchmarkSheet> benchmarks(Pattern only) {
    return BENCHMARKS.stream().filter(b -> only.matcher(b.id()).find()).toList();
  }

  /// As the real ones: forks so far, then the slice; explorations line by line; a benchmark whole.
  private record Stubs(Child child, RunFolder run) implements Engines {
    @Override
    public boolean hunt(HuntPlan plan) {
      plan.sheets().forEach(s -> plan.kernelsOf(s).forEach(k -> run.append(new Planned(k, s))));
      String name = run.unused("jcstress-" + plan.kernel().replace(' ', '-'));
      RunFolder folder = run.in(name);
      for (StorySheet sheet : plan.sheets()) {
        work(folder);
        records(plan, sheet, "console").forEach(r -> run.append(new SoFar(name, r)));
      }
      List<Entry> all =
          plan.sheets().stream().flatMap(sheet -> records(plan, sheet, "blob")).toList();
      run.append(new Slice(name, 1, "", List.of(), all));
      return true;
    }

    private static Stream<Entry> records(HuntPlan plan, StorySheet sheet, String source) {
      return plan.kernelsOf(sheet).stream()
          .map(
              kernel ->
                  new StoryRecord(
                      kernel,
                      sheet.id(),
                      "jcstress",
                      1,
                      1,
                      sheet.convicts(kernel)
                          ? Map.of("S4 broken, overlapped", 7L)
                          : Map.of("held, overlapped", 11L),
                      List.of(),
                      source));
    }

    @Override
    public boolean explore(ExplorePlan plan, Consumer<ExplorationRecord> listener) {
      plan.tasks().forEach(task -> run.append(task.planned()));
      for (Task task : plan.tasks()) {
        work(run.in(run.unused("explore")));
        run.append(explored(task));
      }
      return true;
    }

    private static ExplorationRecord explored(Task task) {
      String kernel = task.settings().kernel();
      boolean broken = task.sheet().convicts(kernel) || Museum.find(kernel).isPresent();
      return Json.lines()
          .readValue(
              """
              {"type": "exploration", "kernel": "%s", "id": "%s", "engine": "explore", "memory": "%s", "bound": 2,
               "search": "exhaustive", "carrier": "none", "exhausted": true, "executions": 3,
               "cut": 0, "points": 9, "mistaken": 1, "states": 5, "seconds": 0.1, "fills": %d, "seed": 1,
               "until": "", "troubles": [], "outcomes": [
                 {"outcome": "%s, overlapped", "count": 3, "firstAfter": 1, "cost": 1,
                  "schedule": "s", "file": "", "columns": "%s"}]}
              """
                  .formatted(
                      kernel,
                      task.sheet().id(),
                      task.planned().memory(),
                      task.planned().fills(),
                      broken ? "S4 broken" : "held",
                      "|".repeat(LARGE)),
              ExplorationRecord.class);
    }

    @Override
    public boolean explain(ExplorePlan plan) {
      throw new AssertionError("nothing was to be explained");
    }

    @Override
    public boolean bench(ProfilePlan plan, List<String> profiler) {
      throw new AssertionError("no campaign measures by profile");
    }

    @Override
    public boolean bench(BenchPlan plan) {
      for (BenchmarkSheet sheet : plan.sheets()) {
        work(run.in(run.unused("jmh")));
        List<Entry> cells =
            IntStream.range(0, sheet.cells())
                .<Entry>mapToObj(n -> cell(plan.kernel(), sheet.id(), n))
                .toList();
        run.append(new Slice(Done.benchSlice(sheet.id()), 1, "", List.of(), cells));
      }
      return true;
    }

    private static BenchmarkRecord cell(String kernel, String id, int n) {
      return new BenchmarkRecord(
          kernel,
          id,
          "avgt",
          Map.of("n", "" + n),
          BenchmarkRecord.PRIMARY,
          "ns/op",
          List.of(List.of(1.0), List.of(1.0)),
          Interval.exactly(1));
    }

    @Override
    public boolean tour(TorturePlan plan) {
      plan.faults().stream()
          .filter(fault -> TOURED.contains(fault.id()))
          .forEach(
              fault -> {
                work(run.in(run.unused("torture")));
                Entry kill = tortured(fault.id(), "VIOLATED", fault.breaks()[0]);
                run.append(new Slice("torture " + fault.id(), 1, "", List.of(), List.of(kill)));
              });
      return true;
    }

    @Override
    public TortureRecord torture(Order order, Consumer<String> listener) {
      work(run);
      TortureRecord record = tortured(order.kernel(), "HOLDS", "");
      run.append(record);
      return record;
    }

    private static TortureRecord tortured(String kernel, String verdict, String code) {
      return new TortureRecord(
          kernel,
          4,
          1,
          "scenario s\n",
          "",
          verdict,
          code,
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

    /// A child, so that there is a tree of processes to be killed.
    private void work(RunFolder folder) {
      Ending _ =
          child.run(
              List.of("sh", "-c", "sleep 0.02; echo done"),
              folder.path(),
              folder.path().resolve("log.txt"),
              Duration.ofMinutes(1),
              line -> {});
    }
  }
}

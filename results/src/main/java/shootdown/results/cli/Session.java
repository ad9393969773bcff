package shootdown.results.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import shootdown.results.bench.BenchPlan;
import shootdown.results.bench.ProfilePlan;
import shootdown.results.child.Child;
import shootdown.results.child.Deadline;
import shootdown.results.child.Interruption;
import shootdown.results.console.Progress;
import shootdown.results.explore.ExplorePlan;
import shootdown.results.host.Environment;
import shootdown.results.host.LocalChanges;
import shootdown.results.hunt.HuntPlan;
import shootdown.results.page.Interleaving;
import shootdown.results.page.Report;
import shootdown.results.run.CannotWrite;
import shootdown.results.run.CommandText;
import shootdown.results.run.Entry;
import shootdown.results.run.ExplorationRecord;
import shootdown.results.run.Run;
import shootdown.results.run.RunEnded;
import shootdown.results.run.RunFolder;
import shootdown.results.run.RunReader;
import shootdown.results.run.RunStarted;
import shootdown.results.run.TortureRecord;
import shootdown.results.torture.Order;
import shootdown.results.torture.TorturePlan;
import shootdown.results.verdict.StoryResult;

/// A run in progress: the first line is written when it opens, the last when it closes, whatever
/// happens in between.
final class Session implements AutoCloseable {
  /// How many violations are explained, and the most that one may take.
  private static final int EXPLAINED = 6;

  private static final Duration EACH = Duration.ofSeconds(10);

  /// What explaining takes at most.
  static final Duration LONGEST_EXPLANATION = EACH.multipliedBy(EXPLAINED);

  private final RunFolder run;
  private final Interruption interruption;
  private final Engines engines;
  private boolean complete = true;
  private boolean stopped;
  private boolean broke = true;

  private Session(RunFolder run, Interruption interruption, Engines engines) {
    this.run = run;
    this.interruption = interruption;
    this.engines = engines;
  }

  /// Opens a new run.
  static Session open(
      Path results,
      String command,
      CommandText text,
      String kernel,
      Console console,
      Interruption interruption) {
    RunFolder run = create(results, command, text, kernel, Instant.now());
    Child child = new Child(interruption);
    Engines engines = Engines.real(child, run, console.progress(), Deadline.NEVER);
    return new Session(run, interruption, engines);
  }

  /// Opens a campaign.
  ///
  /// @param last after which no child is left
  static Session campaign(
      Surroundings here, RunFolder run, Progress progress, Deadline deadline, Deadline last) {
    Child child = new Child(here.interruption(), last);
    Engines engines = here.engines().make(child, run, progress, deadline);
    return new Session(run, here.interruption(), engines);
  }

  /// Makes a run's folder, and writes its first line.
  static RunFolder create(
      Path results, String command, CommandText text, String kernel, Instant when) {
    Instant now = when.truncatedTo(ChronoUnit.SECONDS);
    try {
      RunFolder run = RunFolder.create(results, command, now);
      String name = String.valueOf(run.path().getFileName());
      run.append(
          new RunStarted(RunStarted.SCHEMA, name, text.line(), kernel, now, Environment.here()));
      LocalChanges.keep(run.path());
      return run;
    } catch (IOException e) {
      throw new BadInput("cannot make a run folder in " + results + ": " + reason(e));
    } catch (CannotWrite e) {
      throw new BadInput(String.valueOf(e.getMessage()).replaceFirst("; what was done.*", ""));
    }
  }

  static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "") + " " + e.getMessage();
  }

  void hunt(HuntPlan plan) {
    if (!plan.isEmpty() && !interruption.requested()) {
      complete &= engines.hunt(plan);
    }
  }

  void bench(BenchPlan plan) {
    if (!plan.isEmpty() && !interruption.requested()) {
      complete &= engines.bench(plan);
    }
  }

  /// Measures what a profile asks for.
  ///
  /// @param profiler JMH's arguments for one, or none
  void bench(ProfilePlan plan, List<String> profiler) {
    if (!plan.isEmpty() && !interruption.requested()) {
      complete &= engines.bench(plan, profiler);
    }
  }

  /// Explores.
  ///
  /// @param listener gets each record once it is kept
  void explore(ExplorePlan plan, Consumer<ExplorationRecord> listener) {
    if (!plan.isEmpty() && !interruption.requested()) {
      complete &= engines.explore(plan, listener);
    }
  }

  /// Looks for a schedule of violations that were sampled and nobody expected: a person who reads
  /// of one wants to see how it came about.
  ///
  /// @param most how long all of them may take
  void explain(Duration most) {
    Map<StoryResult, String> shown = new LinkedHashMap<>();
    Interleaving.unexplained(report()).stream()
        .limit(EXPLAINED)
        .forEach(r -> shown.put(r, r.broken().getFirst().getKey()));
    if (!shown.isEmpty() && !interruption.requested()) {
      ExplorePlan plan = ExplorePlan.explain(shown, EACH);
      boolean _ = engines.explain(plan.budget().compareTo(most) > 0 ? plan.with(most) : plan);
    }
  }

  /// Explores, and tells nobody.
  void explore(ExplorePlan plan) {
    explore(plan, record -> {});
  }

  /// Tortures.
  ///
  /// @param listener gets each line as it comes
  TortureRecord torture(Order order, Consumer<String> listener) {
    TortureRecord record = engines.torture(order, listener);
    stopped |= record.interrupted();
    return record;
  }

  /// Takes faults through torture.
  void tour(TorturePlan plan) {
    if (!plan.isEmpty() && !interruption.requested()) {
      complete &= engines.tour(plan);
    }
  }

  boolean isInterrupted() {
    return interruption.requested();
  }

  /// Keeps what no engine has.
  void append(Entry entry) {
    run.append(entry);
  }

  /// Something planned was not tried.
  void cutShort() {
    complete = false;
  }

  /// All went as far as it could; without this the run is marked as broken.
  void done() {
    broke = false;
  }

  Report report() {
    return Report.of(List.of(read()));
  }

  Run read() {
    return RunReader.read(run.path());
  }

  Path path() {
    return run.path();
  }

  @Override
  public void close() {
    String note =
        interruption.requested() || stopped
            ? "interrupted"
            : broke ? "the infrastructure failed" : complete ? "" : RunEnded.OUT_OF_TIME;
    try {
      run.append(new RunEnded(Instant.now().truncatedTo(ChronoUnit.SECONDS), note.isEmpty(), note));
    } finally {
      run.close();
    }
  }
}

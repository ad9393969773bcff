package shootdown.results.explore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import shootdown.results.child.Child;
import shootdown.results.child.Ending;
import shootdown.results.child.JavaCommand;
import shootdown.results.child.LastWords;
import shootdown.results.console.Progress;
import shootdown.results.run.CannotWrite;
import shootdown.results.run.ExplorationRecord;
import shootdown.results.run.ExplorationRecord.Reached;
import shootdown.results.run.Json;
import shootdown.results.run.NotTried;
import shootdown.results.run.RunFolder;
import shootdown.results.run.Slice;
import shootdown.results.verdict.OutcomeKey;

/// Carries out a plan, with as many children as it takes.
public final class Explore {
  /// What makes coroutines fast.
  public static final List<String> FLAGS =
      List.of("--add-exports", "java.base/jdk.internal.vm=ALL-UNNAMED");

  private static final Duration GRACE = Duration.ofMinutes(2);
  private static final Duration HURRIED = Duration.ofSeconds(10);

  /// No task takes longer where others wait: ten seconds to find a violation, ten to make it short.
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private final Child child;
  private final RunFolder run;
  private final Progress progress;
  private final Consumer<ExplorationRecord> listener;
  private int starts;
  private boolean introduced;

  /// Explores into a run.
  ///
  /// @param listener gets each record once it is kept
  public Explore(
      Child child, RunFolder run, Progress progress, Consumer<ExplorationRecord> listener) {
    this.child = child;
    this.run = run;
    this.progress = progress;
    this.listener = listener;
  }

  /// Explores story after story.
  ///
  /// @return whether everything planned was tried
  public boolean run(ExplorePlan plan) {
    plan.planned().forEach(run::append);
    return play(plan);
  }

  /// Looks for schedules of what samples have shown. They judge nothing, so nothing is planned: a
  /// reader finds them beside the samples.
  ///
  /// @return whether everything planned was tried
  public boolean explain(ExplorePlan plan) {
    return play(plan);
  }

  private boolean play(ExplorePlan plan) {
    long end = System.nanoTime() + Duration.ofMillis((long) (plan.seconds() * 1000)).toNanos();
    progress.begin("exploring", plan.seconds());
    int done = 0;
    boolean going = true;
    while (going && done < plan.tasks().size()) {
      Start start = new Start(plan, done);
      Ending ending = start.go(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
      done = start.done;
      going = ending.why() != Ending.Why.INTERRUPTED && !start.wasCutShort(ending);
      if (going && done < plan.tasks().size()) {
        died(plan.tasks().get(done++), ending, start.last);
        going = ending.byItself() || !child.isHurried(); // others wait for their time
      }
    }
    progress.end();
    if (child.isHurried() && !child.isInterrupted()) {
      List<Task> left = plan.tasks().subList(done, plan.tasks().size());
      left.forEach(task -> run.append(new NotTried(task.planned())));
    }
    return going || done == plan.tasks().size();
  }

  private void died(Task task, Ending ending, LastWords last) {
    String why =
        ending.byItself()
            ? "the child died (exit " + ending.code() + "): " + last
            : "the child was ended: it did not end by itself";
    keep(failed(task, why));
    String slice = String.join(" ", "explore", task.sheet().simpleName(), task.settings().kernel());
    run.append(new Slice(slice, 0, why, last.lines(), List.of()));
  }

  private static ExplorationRecord failed(Task task, String why) {
    return ExplorationRecord.failed(
        task.planned(),
        Task.word(task.settings().search()),
        task.settings().seed(),
        task.until(),
        why);
  }

  private void keep(ExplorationRecord record) {
    List<Reached> outcomes = new ArrayList<>();
    int n = 0;
    for (Reached r : record.outcomes()) {
      outcomes.add(OutcomeKey.parse(r.outcome()).held() ? r : write(record, r, ++n));
    }
    ExplorationRecord kept = record.with(outcomes);
    run.append(kept);
    progress.end();
    listener.accept(kept);
  }

  private Reached write(ExplorationRecord record, Reached reached, int n) {
    String story = record.id().substring(record.id().lastIndexOf('.') + 1);
    String name = story + "-" + record.kernel() + "-" + record.memory() + "-" + n + ".schedule";
    String safe = name.replaceAll("[^\\w.-]", "_");
    try {
      Files.writeString(run.path().resolve(safe), reached.schedule());
      return reached.in(safe);
    } catch (IOException e) {
      throw new CannotWrite(run.path().resolve(safe), e);
    }
  }

  /// One child, from a task on.
  private final class Start {
    private final ExplorePlan plan;
    private final List<Task> tasks;
    private final LastWords last = new LastWords();
    private int done;
    private long progressed = System.nanoTime();
    private boolean found;

    Start(ExplorePlan plan, int from) {
      this.plan = plan;
      this.done = from;
      this.tasks = plan.tasks().subList(from, plan.tasks().size());
    }

    Ending go(Duration left) {
      String name = unused();
      Path orders = run.path().resolve(name + ".orders");
      try {
        Files.writeString(
            orders,
            tasks.stream()
                .map(task -> Json.lines().writeValueAsString(task.order()) + "\n")
                .collect(Collectors.joining()));
      } catch (IOException e) {
        throw new CannotWrite(orders, e);
      }
      return child.run(
          JavaCommand.of(
              FLAGS,
              ExploringChild.class.getName(),
              List.of(ExploringChild.EXPLORE, orders.toString(), String.valueOf(left.toMillis()))),
          run.path(),
          run.path().resolve(name + ".txt"),
          left.plus(child.isHurried() ? HURRIED : GRACE),
          this::hear);
    }

    /// A run that goes on has files of its first process.
    private String unused() {
      String name;
      do {
        name = "explore-" + ++starts;
      } while (Files.exists(run.path().resolve(name + ".orders")));
      return name;
    }

    /// A child says every second where it stands, so that says nothing: what counts is when it last
    /// came to the end of a task. What it has found is not dropped for want of a short schedule.
    private boolean wasCutShort(Ending ending) {
      Duration since = Duration.ofNanos(System.nanoTime() - progressed);
      Ending atWork = new Ending(ending.why(), ending.code(), since);
      return !found && child.wasCutShort(atWork, PATIENCE);
    }

    private void next() {
      done++;
      progressed = System.nanoTime();
      found = false;
    }

    private void hear(String line) {
      Message.LINES.parse(line).ifPresentOrElse(this::hear, () -> last.accept(line));
      progress.update(done, plan.tasks().size());
    }

    private void hear(Message message) {
      switch (message) {
        case Message.Ready ready -> introduce(ready.carrier());
        case Message.Explored explored -> {
          keep(explored.record());
          next();
        }
        case Message.Refused refused -> {
          keep(failed(plan.tasks().get(done), refused.reason()));
          next();
        }
        case Message.Standing standing -> found |= standing.stage().equals(ExploringChild.FOUND);
        case Message.Replayed _, Message.Minimised _ -> {}
      }
    }

    private void introduce(String carrier) {
      if (!introduced) {
        introduced = true;
        progress.say("explore: " + carrier + ", " + plan.describe());
      }
    }
  }
}

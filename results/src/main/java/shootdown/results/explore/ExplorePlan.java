package shootdown.results.explore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import shootdown.explore.MemoryModel;
import shootdown.explore.Search;
import shootdown.explore.Settings;
import shootdown.fault.Fault;
import shootdown.fault.Museum;
import shootdown.fault.SeedDefect;
import shootdown.results.run.PlannedExploration;
import shootdown.results.story.StorySheet;
import shootdown.results.verdict.OutcomeKey;
import shootdown.results.verdict.StoryResult;

/// What to explore, and how long all of it may take.
///
/// A task gets its own time or an even share of what is left, whichever is less; so what a small
/// story leaves over goes to those after it.
public record ExplorePlan(List<Task> tasks, Duration budget) {
  /// Seconds below which an exploration says nothing, and those that a start takes.
  private static final double LEAST = 1;

  private static final double START = 2;

  /// Seconds: shares are whole milliseconds.
  private static final double ROUNDING = 1e-2;

  private static final String SEED = "seed";

  /// More words than these are only counted.
  private static final int MANY = 3;

  /// No fault takes more preemptions.
  private static final int KILLING = 3;

  public ExplorePlan {
    tasks = List.copyOf(tasks);
  }

  /// All stories in one way, each for its full time.
  public static ExplorePlan of(List<StorySheet> sheets, Settings settings) {
    return new ExplorePlan(
        sheets.stream().map(sheet -> new Task(sheet, settings)).toList(),
        settings.time().multipliedBy(Math.max(1, sheets.size())));
  }

  /// A campaign's share: each story under both memory models; before that, where the kernel is one
  /// that should hold, the stories that must convict the seed on the seed, and each fault of the
  /// museum on a story that kills it, as far as its first kill.
  ///
  /// @param trial whether kernels that are wrong are tried too
  public static ExplorePlan campaign(String kernel, List<StorySheet> stories, boolean trial) {
    Settings small = Settings.DEFAULT.bound(2).time(Duration.ofHours(1));
    List<Task> tasks = new ArrayList<>();
    if (trial) {
      stories.stream()
          .filter(s -> s.convicts(SEED))
          .map(s -> task(s, small.kernel(SEED).model(MemoryModel.SC)).until(defect(s)))
          .forEach(tasks::add);
      Museum.faults().forEach(f -> kill(f, stories, small).ifPresent(tasks::add));
    }
    for (MemoryModel model : MemoryModel.values()) {
      stories.forEach(s -> tasks.add(task(s, small.kernel(kernel).model(model))));
    }
    return new ExplorePlan(tasks, Duration.ofHours(1));
  }

  /// One fault on a story that kills it, as far as the first kill; empty if none of the stories
  /// does.
  public static Optional<ExplorePlan> kill(Fault fault, List<StorySheet> stories, Duration time) {
    return kill(fault, stories, Settings.DEFAULT.time(time))
        .map(task -> new ExplorePlan(List.of(task), time));
  }

  /// By the first of its killers.
  private static Optional<Task> kill(Fault fault, List<StorySheet> stories, Settings settings) {
    MemoryModel model = fault.form().needsStoreBuffers() ? MemoryModel.TSO : MemoryModel.SC;
    Settings killing =
        settings.kernel(fault.id()).model(model).bound(KILLING).fills(fault.form().walks());
    return Stream.of(fault.killedBy())
        .flatMap(killer -> stories.stream().filter(s -> s.simpleName().equals(killer)))
        .findFirst()
        .map(s -> task(s, killing).until(breach(List.of(fault.breaks()))));
  }

  /// What a story convicts the seed of; any violation, if no defect names the story.
  private static String defect(StorySheet sheet) {
    return breach(
        Arrays.stream(SeedDefect.values())
            .filter(d -> d.story().equals(sheet.simpleName()))
            .map(SeedDefect::invariant)
            .distinct()
            .toList());
  }

  private static String breach(List<String> invariants) {
    return invariants.isEmpty() ? "(?!held,)" : "(?:" + String.join("|", invariants) + ")\\b";
  }

  /// How samples came to what they show: each story on its kernel, with store buffers, until a
  /// schedule ends in the same words.
  ///
  /// @param shown an outcome that was sampled, of each story
  /// @param each time for one
  public static ExplorePlan explain(Map<StoryResult, String> shown, Duration each) {
    Settings settings = Settings.DEFAULT.bound(KILLING).model(MemoryModel.TSO).time(each);
    return new ExplorePlan(
        shown.entrySet().stream()
            .map(
                e ->
                    task(e.getKey().sheet(), settings.kernel(e.getKey().kernel()))
                        .until(Pattern.quote(OutcomeKey.parse(e.getValue()).said()) + ", "))
            .toList(),
        each.multipliedBy(Math.max(1, shown.size())));
  }

  /// With three vCPUs and more an ordered search is hardly begun before its time is over: at random
  /// they meet in the first few schedules.
  private static Task task(StorySheet sheet, Settings settings) {
    return new Task(sheet, sheet.actors() > 2 ? settings.search(Search.RANDOM) : settings);
  }

  /// The same with another budget.
  public ExplorePlan with(Duration other) {
    return new ExplorePlan(tasks, other);
  }

  /// As many of the first tasks as there is sensible time for.
  public ExplorePlan fitting(Duration other) {
    double left = seconds(other) - START + ROUNDING;
    int fit = 0;
    while (fit < tasks.size() && left >= price(tasks.get(fit))) {
      left -= price(tasks.get(fit++));
    }
    return new ExplorePlan(tasks.subList(0, fit), other);
  }

  /// What is going to run.
  public Stream<PlannedExploration> planned() {
    return tasks.stream().map(Task::planned);
  }

  public boolean isEmpty() {
    return tasks.isEmpty();
  }

  /// Seconds below which it makes no sense; 0 if there is nothing to do.
  public double least() {
    return tasks.isEmpty() ? 0 : START + tasks.stream().mapToDouble(ExplorePlan::price).sum();
  }

  /// Seconds below which not even the first task makes sense.
  public double first() {
    return tasks.isEmpty() ? 0 : START + price(tasks.getFirst());
  }

  /// Seconds below which a task says nothing: a first violation is soon found.
  private static double price(Task task) {
    return task.convicting() ? LEAST / 4 : LEAST;
  }

  /// The most it may take.
  double seconds() {
    double wanted = tasks.stream().mapToDouble(t -> seconds(t.settings().time())).sum();
    return Math.min(wanted, seconds(budget));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }

  /// For the plan that is printed first.
  public String describe() {
    return "%s on kernel %s, memory %s, %s, %.1f s each, at most %d s"
        .formatted(
            tasks.size() == 1 ? "1 exploration" : tasks.size() + " explorations",
            words(t -> t.settings().kernel()),
            words(t -> t.settings().model().word()),
            words(t -> how(t.settings())),
            seconds() / Math.max(1, tasks.size()),
            Math.round(seconds()));
  }

  private String words(Function<Task, String> word) {
    List<String> words = tasks.stream().map(word).distinct().toList();
    return words.size() <= MANY
        ? String.join(" and ", words)
        : words.getFirst() + " and " + (words.size() - 1) + " others";
  }

  /// `exhaustive up to bound 2`, `random from seed 1`.
  static String how(Settings s) {
    if (s.search() == Search.EXHAUSTIVE) {
      return s.bound() == Settings.UNBOUNDED
          ? "exhaustive without bound"
          : "exhaustive up to bound " + s.bound();
    }
    return Task.word(s.search()) + " from seed " + s.seed();
  }
}

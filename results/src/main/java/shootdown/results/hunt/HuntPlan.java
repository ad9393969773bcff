package shootdown.results.hunt;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shootdown.results.run.Planned;
import shootdown.results.story.StorySheet;

/// What to hunt, on which kernel, for how long.
///
/// @param kernel the one kernel, or [#IN_TURN]
/// @param oneJit each test gets one JVM, as it comes, and not one for each way to compile: four
///   times the time in that one
public record HuntPlan(String kernel, List<StorySheet> sheets, Duration budget, boolean oneJit) {
  /// Each story on the kernels that it convicts, one scene on each: what `Mutants` plays.
  public static final String IN_TURN = "in turn";

  private static final String MUTANTS = ".Mutants";

  public HuntPlan {
    sheets = List.copyOf(sheets);
  }

  /// In every way to compile that there is time for.
  public HuntPlan(String kernel, List<StorySheet> sheets, Duration budget) {
    this(kernel, sheets, budget, false);
  }

  /// Each story that convicts any kernel on all of those.
  public static HuntPlan inTurn(List<StorySheet> sheets, Duration budget) {
    List<StorySheet> convicting = sheets.stream().filter(s -> !s.convicts().isEmpty()).toList();
    return new HuntPlan(IN_TURN, convicting, budget, false);
  }

  public boolean isInTurn() {
    return kernel.equals(IN_TURN);
  }

  /// What is going to run: a story on a kernel each.
  public Stream<Planned> planned() {
    return sheets.stream().flatMap(s -> kernelsOf(s).stream().map(k -> new Planned(k, s)));
  }

  /// The kernels on which this plan plays a story.
  public List<String> kernelsOf(StorySheet sheet) {
    return isInTurn() ? sheet.convicts() : List.of(kernel);
  }

  /// The story that a test of this plan plays.
  Optional<StorySheet> storyOf(String test) {
    return sheets.stream().filter(sheet -> testOf(sheet).equals(test)).findFirst();
  }

  private String testOf(StorySheet sheet) {
    return isInTurn() ? sheet.id() + MUTANTS : sheet.id();
  }

  public boolean isEmpty() {
    return sheets.isEmpty();
  }

  /// The same with one JIT mode, or all.
  public HuntPlan with(boolean one) {
    return new HuntPlan(kernel, sheets, budget, one);
  }

  /// The same with other stories.
  public HuntPlan of(List<StorySheet> others) {
    return new HuntPlan(kernel, others, budget, oneJit);
  }

  /// The same with another budget.
  public HuntPlan with(Duration other) {
    return new HuntPlan(kernel, sheets, other, oneJit);
  }

  /// As many of the first stories as there is time for, with one JVM each.
  public HuntPlan fitting(Duration other) {
    int fit = Prices.TYPICAL.brief().fitting(other.toMillis() / 1000.0);
    return of(sheets.subList(0, Math.min(sheets.size(), fit))).with(other);
  }

  /// How many of them fit this machine; jcstress drops the others, and the verdict will say so.
  int schedulable() {
    int cores = Runtime.getRuntime().availableProcessors();
    return (int) sheets.stream().filter(sheet -> sheet.actors() <= cores).count();
  }

  /// One regular expression that selects these tests and no others.
  String selection() {
    return sheets.stream()
        .map(sheet -> Pattern.quote(testOf(sheet)))
        .collect(Collectors.joining("|", "^(", ")$"));
  }

  /// Whether each test gets one JVM only: because that is wanted, or because there is too little
  /// time for more.
  public boolean isBrief() {
    return oneJit || budget.toMillis() / 1000.0 < Prices.TYPICAL.least(schedulable());
  }

  Effort firstEffort() {
    Prices prices = isBrief() ? Prices.TYPICAL.brief() : Prices.TYPICAL;
    int tests = Math.max(1, schedulable());
    return Effort.within(prices.share(budget.toMillis() / 1000.0, tests), tests, prices);
  }

  /// For the plan that is printed first.
  public String describe() {
    return "%d tests on %s, %s forks x iterations x time to begin with, about %d s%s"
        .formatted(
            sheets.size(),
            isInTurn() ? "the kernels they convict" : "kernel " + kernel,
            firstEffort(),
            budget.toSeconds(),
            isBrief() ? ", one JIT mode only" : "");
  }
}

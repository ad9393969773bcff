package shootdown.results.hunt;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import shootdown.results.story.StorySheet;

/// What to hunt, on which kernel, for how long.
///
/// @param oneJit each test gets one JVM, as it comes, and not one for each way to compile: four
///   times the time in that one
public record HuntPlan(String kernel, List<StorySheet> sheets, Duration budget, boolean oneJit) {
  public HuntPlan {
    sheets = List.copyOf(sheets);
  }

  /// In every way to compile that there is time for.
  public HuntPlan(String kernel, List<StorySheet> sheets, Duration budget) {
    this(kernel, sheets, budget, false);
  }

  public boolean isEmpty() {
    return sheets.isEmpty();
  }

  /// The same with another budget.
  public HuntPlan with(Duration other) {
    return new HuntPlan(kernel, sheets, other, oneJit);
  }

  /// How many of them fit this machine; jcstress drops the others, and the verdict will say so.
  int schedulable() {
    int cores = Runtime.getRuntime().availableProcessors();
    return (int) sheets.stream().filter(sheet -> sheet.actors() <= cores).count();
  }

  /// One regular expression that selects these tests and no others.
  String selection() {
    return sheets.stream()
        .map(sheet -> Pattern.quote(sheet.id()))
        .collect(Collectors.joining("|", "^(", ")$"));
  }

  /// Whether each test gets one JVM only: because that is wanted, or because there is too little
  /// time for more.
  boolean isBrief() {
    return oneJit || budget.toMillis() / 1000.0 < Prices.TYPICAL.least(schedulable());
  }

  Effort firstEffort() {
    Prices prices = isBrief() ? Prices.TYPICAL.brief() : Prices.TYPICAL;
    int tests = Math.max(1, schedulable());
    return Effort.within(prices.share(budget.toMillis() / 1000.0, tests), tests, prices);
  }

  /// For the plan that is printed first.
  public String describe() {
    return "%d tests on kernel %s, %s forks x iterations x time to begin with, about %d s%s"
        .formatted(
            sheets.size(),
            kernel,
            firstEffort(),
            budget.toSeconds(),
            isBrief() ? ", one JIT mode only" : "");
  }
}

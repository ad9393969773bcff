package shootdown.results.hunt;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import shootdown.results.story.StorySheet;

/// What to hunt, on which kernel, for how long.
public record HuntPlan(String kernel, List<StorySheet> sheets, Duration budget) {
  public HuntPlan {
    sheets = List.copyOf(sheets);
  }

  public boolean isEmpty() {
    return sheets.isEmpty();
  }

  /// The same with another budget.
  public HuntPlan with(Duration other) {
    return new HuntPlan(kernel, sheets, other);
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

  /// Whether there is too little time for all the ways to compile a test: then each gets one JVM,
  /// as it comes.
  boolean isBrief() {
    return budget.toMillis() / 1000.0 < Prices.TYPICAL.least(schedulable());
  }

  Effort firstEffort() {
    Prices prices = isBrief() ? Prices.TYPICAL.brief() : Prices.TYPICAL;
    return Effort.within(roundSeconds(), Math.max(1, schedulable()), prices);
  }

  /// A start costs seconds whatever it does, and what it has seen is safe only at its end: rounds
  /// of a few minutes balance the two.
  double roundSeconds() {
    double seconds = budget.toMillis() / 1000.0;
    return seconds / Math.max(1, Math.floor(seconds / ROUND_SECONDS));
  }

  static final double ROUND_SECONDS = 150;

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

package shootdown.results.bench;

import java.time.Duration;
import java.util.List;

/// What to measure, on which kernel, for how long.
public record BenchPlan(String kernel, List<BenchmarkSheet> sheets, Duration budget) {
  /// Seconds: shares are whole milliseconds.
  private static final double ROUNDING = 1e-2;

  public BenchPlan {
    sheets = List.copyOf(sheets);
  }

  public boolean isEmpty() {
    return sheets.isEmpty();
  }

  int cells() {
    return sheets.stream().mapToInt(BenchmarkSheet::cells).sum();
  }

  /// The same with another budget.
  public BenchPlan with(Duration left) {
    return new BenchPlan(kernel, sheets, left);
  }

  /// Seconds below which no interval would come of it; 0 if there is nothing to measure.
  public double least() {
    return sheets.stream().mapToDouble(BenchPlan::least).sum();
  }

  /// As many of the first benchmarks as an interval can come of.
  public BenchPlan fitting(Duration other) {
    double left = other.toMillis() / 1000.0 + ROUNDING;
    int fit = 0;
    while (fit < sheets.size() && left >= least(sheets.get(fit))) {
      left -= least(sheets.get(fit++));
    }
    return of(sheets.subList(0, fit)).with(other);
  }

  /// The same with other benchmarks.
  public BenchPlan of(List<BenchmarkSheet> others) {
    return new BenchPlan(kernel, others, budget);
  }

  /// Seconds that the first benchmark takes at least.
  public double first() {
    return sheets.isEmpty() ? 0 : least(sheets.getFirst());
  }

  private static double least(BenchmarkSheet sheet) {
    return BenchEffort.within(0).seconds() * sheet.cells();
  }

  BenchEffort effort() {
    return BenchEffort.within(budget.toMillis() / 1000.0 / Math.max(1, cells()));
  }

  /// For the plan that is printed first.
  public String describe() {
    return "%d benchmarks in %d cells on kernel %s, %s each to begin with, about %d s"
        .formatted(sheets.size(), cells(), kernel, effort(), budget.toSeconds());
  }
}

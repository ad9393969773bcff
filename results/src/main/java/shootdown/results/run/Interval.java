package shootdown.results.run;

/// A 95 % interval around a point.
public record Interval(double point, double low, double high) {
  public static Interval exactly(double value) {
    return new Interval(value, value, value);
  }
}

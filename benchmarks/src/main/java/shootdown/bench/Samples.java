package shootdown.bench;

import java.util.Arrays;

/// The last so many measurements of one thing. Allocates nothing while it records.
final class Samples {
  private final double[] values;
  private int recorded;

  /// @param capacity how many are kept, the newest
  Samples(int capacity) {
    values = new double[capacity];
  }

  void record(double value) {
    values[recorded % values.length] = value;
    recorded++;
  }

  void forget() {
    recorded = 0;
  }

  int size() {
    return Math.min(recorded, values.length);
  }

  /// The median; NaN if nothing was recorded.
  double p50() {
    int n = size();
    if (n == 0) {
      return Double.NaN;
    }
    double[] sorted = Arrays.copyOf(values, n);
    Arrays.sort(sorted);
    return n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
  }

  /// The mean; NaN if nothing was recorded.
  double mean() {
    return Arrays.stream(values, 0, size()).average().orElse(Double.NaN);
  }
}

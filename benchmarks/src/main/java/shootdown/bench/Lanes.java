package shootdown.bench;

/// What takes turns in a round, by number: medians over rounds, and of ratios within them.
///
/// NaN is what there are no samples of.
final class Lanes {
  private static final int KEPT = 1 << 14;

  private final double[][] values;
  private int recorded;

  Lanes(int lanes) {
    values = new double[lanes][KEPT];
  }

  void forget() {
    recorded = 0;
  }

  void record(double[] round) {
    int at = recorded++ % KEPT;
    for (int i = 0; i < values.length; i++) {
      values[i][at] = round[i];
    }
  }

  private int size() {
    return Math.min(recorded, KEPT);
  }

  /// The median of a lane.
  double cost(int lane) {
    var samples = new Samples(KEPT);
    for (int at = 0; at < size(); at++) {
      samples.record(values[lane][at]);
    }
    return samples.p50();
  }

  /// The median of one lane over another, within rounds.
  double ratio(int lane, int per) {
    var samples = new Samples(KEPT);
    for (int at = 0; at < size(); at++) {
      samples.record(values[lane][at] / values[per][at]);
    }
    return samples.p50();
  }

  /// The commonest [Placement]: 1 SMT siblings, 2 same L3, 3 far.
  double placement(int a1, int a2) {
    int[] seen = new int[Placement.values().length];
    int best = 0;
    for (int at = 0; at < size(); at++) {
      int p = Placement.of(values[a1][at], values[a2][at]).ordinal();
      seen[p]++;
      best = seen[p] > seen[best] ? p : best;
    }
    return size() == 0 ? Double.NaN : best + 1;
  }
}

package shootdown.bench;

/// Rounds of a benchmark whose lanes are batch sizes: the direct one first, then one for each size.
///
/// NaN is what there are no samples of.
final class BatchTimes {
  static final BatchTimes NONE = new BatchTimes(new double[0], 1);

  private static final int KEPT = 4096;

  private final Samples[] costs;
  private final Samples[] gains;

  /// Hypercalls per operation of each lane but the direct one.
  private final double[] entries;

  BatchTimes(double[] entries) {
    this(entries, KEPT);
  }

  private BatchTimes(double[] entries, int kept) {
    this.entries = entries;
    costs = new Samples[entries.length + 1];
    gains = new Samples[entries.length + 1];
    for (int i = 0; i < costs.length; i++) {
      costs[i] = new Samples(kept);
      gains[i] = new Samples(kept);
    }
  }

  static BatchTimes of(PinBatch benchmark) {
    double[] entries = new double[benchmark.lanes() - 1];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = benchmark.entriesPerPage(i + 1);
    }
    return new BatchTimes(entries);
  }

  void forget() {
    for (int i = 0; i < costs.length; i++) {
      costs[i].forget();
      gains[i].forget();
    }
  }

  /// @param round cost by lane
  void record(double[] round) {
    for (int i = 0; i < costs.length; i++) {
      costs[i].record(round[i]);
      gains[i].record(round[0] / round[i]);
    }
  }

  /// The median of a lane.
  double cost(int lane) {
    return lane < costs.length ? costs[lane].p50() : Double.NaN;
  }

  /// The median of direct over a lane, within rounds.
  double gain(int lane) {
    return lane < gains.length ? gains[lane].p50() : Double.NaN;
  }

  CostModel model() {
    double[] cost = new double[entries.length];
    for (int i = 0; i < cost.length; i++) {
      cost[i] = costs[i + 1].p50();
    }
    return CostModel.fit(entries, cost);
  }
}

package shootdown.bench;

/// Lanes that are batch sizes: the direct one first, then one for each size.
///
/// NaN is what there are no samples of.
final class BatchTimes {
  static final BatchTimes NONE = new BatchTimes(new Lanes(0), 0, new double[0]);

  private final Lanes lanes;
  private final int first;

  /// Hypercalls per operation of each lane but the direct one.
  private final double[] entries;

  /// @param first the direct lane among `lanes`
  BatchTimes(Lanes lanes, int first, double[] entries) {
    this.lanes = lanes;
    this.first = first;
    this.entries = entries.clone();
  }

  /// The median of a lane.
  double cost(int lane) {
    return lanes.cost(first + lane);
  }

  double mean(int lane) {
    return lanes.mean(first + lane);
  }

  /// The median of direct over a lane, within rounds.
  double gain(int lane) {
    return lanes.ratio(first, first + lane);
  }

  CostModel model() {
    double[] cost = new double[entries.length];
    for (int i = 0; i < cost.length; i++) {
      cost[i] = cost(i + 1);
    }
    return CostModel.fit(entries, cost);
  }
}

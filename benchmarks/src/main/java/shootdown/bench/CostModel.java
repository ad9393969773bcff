package shootdown.bench;

/// What a page costs when `entries` hypercalls are made for it: `E * entries + w`.
///
/// With a batch of n operations a page takes part in 1/n hypercalls, so this is E/n + w; taken with
/// the true number of hypercalls, the last batch, which is not full, and the PIN are accounted for.
///
/// @param e the price of one entry into the hypervisor, ns
/// @param w the work per page, ns
/// @param misfit the largest deviation of a measurement from the model, as a share of the model
record CostModel(double e, double w, double misfit) {

  /// Least squares of the relative deviations: a cheap page counts as much as a dear one.
  ///
  /// @param entries hypercalls per page
  /// @param cost ns per page
  static CostModel fit(double[] entries, double[] cost) {
    double s = 0;
    double sx = 0;
    double sxx = 0;
    double sy = 0;
    double sxy = 0;
    for (int i = 0; i < cost.length; i++) {
      double weight = 1 / (cost[i] * cost[i]);
      s += weight;
      sx += weight * entries[i];
      sxx += weight * entries[i] * entries[i];
      sy += weight * cost[i];
      sxy += weight * entries[i] * cost[i];
    }
    double e = (s * sxy - sx * sy) / (s * sxx - sx * sx);
    double w = (sy - e * sx) / s;
    double misfit = cost.length == 0 ? Double.NaN : 0;
    for (int i = 0; i < cost.length; i++) {
      double model = e * entries[i] + w;
      misfit = Math.max(misfit, Math.abs(cost[i] - model) / model);
    }
    return new CostModel(e, w, misfit);
  }

  /// The batch size that has half of the gain there is to have.
  double n50() {
    return e / w;
  }

  /// The batch size that has 90 % of it.
  double n90() {
    return 9 * e / w;
  }

  /// The gain over direct calls that no batch can exceed.
  double ceiling() {
    return (e + w) / w;
  }
}

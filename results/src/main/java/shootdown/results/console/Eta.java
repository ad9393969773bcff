package shootdown.results.console;

/// Seconds to go, without optimism.
///
/// Before the first unit is done the plan is all there is. After it, what a unit has really taken
/// counts; what it took to get going counts as paid, not as a price of every unit.
final class Eta {
  private final double expected;
  private double firstUnitAt = Double.NaN;
  private double lastUnitAt;
  private int unitsAtFirst;
  private int units;

  Eta(double expected) {
    this.expected = expected;
  }

  /// So many are done by now.
  void observe(double elapsed, int done) {
    if (done > 0 && Double.isNaN(firstUnitAt)) {
      firstUnitAt = elapsed;
      unitsAtFirst = done;
    }
    lastUnitAt = done > units ? elapsed : lastUnitAt;
    units = done;
  }

  /// An estimate, and nothing better.
  ///
  /// @param elapsed seconds since the beginning
  double secondsToGo(double elapsed, int planned) {
    int since = units - unitsAtFirst;
    if (since == 0 || planned == 0) {
      return Math.max(0, expected - elapsed);
    }
    double perUnit = (lastUnitAt - firstUnitAt) / since;
    return Math.max(0, perUnit * (planned - units) - (elapsed - lastUnitAt));
  }
}

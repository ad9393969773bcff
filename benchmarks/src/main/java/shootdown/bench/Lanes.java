package shootdown.bench;

import java.util.Arrays;

/// What takes turns in a round, by number: medians over rounds, and of ratios within them.
///
/// Where anchors take turns too, what counts are the rounds of the commonest [Placement] alone: the
/// host moves cores as it likes, and what goes from one to the other costs several times as much
/// where they are far.
///
/// NaN is what there are no samples of.
final class Lanes {
  /// The newest rounds are kept.
  private static final int KEPT = 1 << 13;

  private static final int NO_LANE = -1;

  private final double[][] values;
  private final int a1;
  private final int a2;
  private int recorded;

  /// Without anchors: every round counts.
  Lanes(int lanes) {
    this(lanes, NO_LANE, NO_LANE);
  }

  /// @param a1 the lane of A1, ns a round trip; `a2` that of A2
  Lanes(int lanes, int a1, int a2) {
    this.values = new double[lanes][KEPT];
    this.a1 = a1;
    this.a2 = a2;
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

  /// How many rounds the medians are of.
  int rounds() {
    int rounds = 0;
    for (boolean counts : kept()) {
      rounds += counts ? 1 : 0;
    }
    return rounds;
  }

  /// Their share of all that are kept.
  double share() {
    return (double) rounds() / Math.max(1, Math.min(recorded, KEPT));
  }

  /// The median of a lane.
  double cost(int lane) {
    return picked(lane).p50();
  }

  /// The mean of a lane: what a few long waits cost is in it, and in no median.
  double mean(int lane) {
    return picked(lane).mean();
  }

  private Samples picked(int lane) {
    var samples = new Samples(KEPT);
    boolean[] counts = kept();
    for (int at = 0; at < counts.length; at++) {
      if (counts[at]) {
        samples.record(values[lane][at]);
      }
    }
    return samples;
  }

  /// The median of one lane over another, within rounds.
  double ratio(int lane, int per) {
    var samples = new Samples(KEPT);
    boolean[] counts = kept();
    for (int at = 0; at < counts.length; at++) {
      if (counts[at]) {
        samples.record(values[lane][at] / values[per][at]);
      }
    }
    return samples.p50();
  }

  /// The commonest [Placement]: 1 SMT siblings, 2 same L3, 3 far; NaN without anchors.
  double placement() {
    Placement[] seen = placements();
    return seen.length == 0 ? Double.NaN : Placement.commonest(seen).ordinal() + 1;
  }

  /// Which rounds count.
  private boolean[] kept() {
    boolean[] counts = new boolean[Math.min(recorded, KEPT)];
    Arrays.fill(counts, true);
    Placement[] seen = placements();
    if (seen.length != 0) {
      Placement here = Placement.commonest(seen);
      for (int at = 0; at < counts.length; at++) {
        counts[at] = seen[at] == here;
      }
    }
    return counts;
  }

  /// That of each round; none without anchors.
  private Placement[] placements() {
    if (a1 == NO_LANE) {
      return new Placement[0];
    }
    var seen = new Placement[Math.min(recorded, KEPT)];
    Arrays.setAll(seen, at -> Placement.of(values[a1][at], values[a2][at]));
    return seen;
  }
}

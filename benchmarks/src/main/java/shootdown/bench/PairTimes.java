package shootdown.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What an iteration of [PinBatch] found of two vCPUs at once: medians over its rounds, ns per page
/// of each. See [PinTimes] for how to read them.
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class PairTimes {
  private BatchTimes pin = BatchTimes.NONE;
  private BatchTimes unpin = BatchTimes.NONE;
  private BatchTimes pinThroughput = BatchTimes.NONE;
  private BatchTimes unpinThroughput = BatchTimes.NONE;
  private double[] ratios = {};
  private final Lanes anchors = new Lanes(2);

  /// Makes room for the lanes of `benchmark`; the first of its rounds does.
  void prepare(PinBatch benchmark) {
    if (pin == BatchTimes.NONE) {
      pin = BatchTimes.of(benchmark);
      unpin = BatchTimes.of(benchmark);
      pinThroughput = BatchTimes.of(benchmark);
      unpinThroughput = BatchTimes.of(benchmark);
      ratios = new double[benchmark.lanes()];
    }
  }

  @Setup(Level.Iteration)
  public void forget() {
    pin.forget();
    unpin.forget();
    pinThroughput.forget();
    unpinThroughput.forget();
    anchors.forget();
  }

  /// @param a1 ns of a hundred round trips over one word, `a2` over two
  void recordAnchors(double a1, double a2) {
    anchors.record(new double[] {a1 / 100, a2 / 100});
  }

  /// See [IpiTimes#placement].
  public double pairPlacement() {
    return anchors.placement(0, 1);
  }

  /// @param pinAlone what one vCPU alone took in the same round
  void record(double[] pinRound, double[] unpinRound, double[] pinAlone, double[] unpinAlone) {
    pin.record(pinRound);
    unpin.record(unpinRound);
    pinThroughput.record(throughput(pinAlone, pinRound));
    unpinThroughput.record(throughput(unpinAlone, unpinRound));
  }

  /// Two vCPUs do twice the work in the time of one of them.
  private double[] throughput(double[] one, double[] two) {
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = 2 * one[i] / two[i];
    }
    return ratios;
  }

  public double pinPairDirect() {
    return pin.cost(0);
  }

  public double pinPair1() {
    return pin.cost(1);
  }

  public double pinPair2() {
    return pin.cost(2);
  }

  public double pinPair4() {
    return pin.cost(3);
  }

  public double pinPair8() {
    return pin.cost(4);
  }

  public double pinPair16() {
    return pin.cost(5);
  }

  public double pinPair32() {
    return pin.cost(6);
  }

  public double pinPair64() {
    return pin.cost(7);
  }

  public double pinPair128() {
    return pin.cost(8);
  }

  public double pinPair256() {
    return pin.cost(9);
  }

  public double pinPair512() {
    return pin.cost(10);
  }

  public double unpinPairDirect() {
    return unpin.cost(0);
  }

  public double unpinPair1() {
    return unpin.cost(1);
  }

  public double unpinPair2() {
    return unpin.cost(2);
  }

  public double unpinPair4() {
    return unpin.cost(3);
  }

  public double unpinPair8() {
    return unpin.cost(4);
  }

  public double unpinPair16() {
    return unpin.cost(5);
  }

  public double unpinPair32() {
    return unpin.cost(6);
  }

  public double unpinPair64() {
    return unpin.cost(7);
  }

  public double unpinPair128() {
    return unpin.cost(8);
  }

  public double unpinPair256() {
    return unpin.cost(9);
  }

  public double unpinPair512() {
    return unpin.cost(10);
  }

  /// Throughput of two vCPUs over that of one, without batches.
  public double pairGainDirect() {
    return pinThroughput.cost(0);
  }

  /// Throughput of two vCPUs over that of one, in batches of 1.
  public double pairGain1() {
    return pinThroughput.cost(1);
  }

  /// Throughput of two vCPUs over that of one, in batches of 8.
  public double pairGain8() {
    return pinThroughput.cost(4);
  }

  /// Throughput of two vCPUs over that of one, in batches of 32.
  public double pairGain32() {
    return pinThroughput.cost(6);
  }

  /// Throughput of two vCPUs over that of one, in batches of 64.
  public double pairGain64() {
    return pinThroughput.cost(7);
  }

  /// Throughput of two vCPUs over that of one, in batches of 128.
  public double pairGain128() {
    return pinThroughput.cost(8);
  }

  /// Throughput of two vCPUs over that of one, in batches of 512.
  public double pairGain512() {
    return pinThroughput.cost(10);
  }

  /// The same for unpins in batches of 128.
  public double unpinPairGain128() {
    return unpinThroughput.cost(8);
  }

  /// E of the model, ns.
  public double pinPairE() {
    return pin.model().e();
  }

  /// w of the model, ns.
  public double pinPairW() {
    return pin.model().w();
  }

  /// The batch size that has half of the gain.
  public double pinPairN50() {
    return pin.model().n50();
  }

  /// The batch size that has 90 % of it.
  public double pinPairN90() {
    return pin.model().n90();
  }

  /// (E + w) / w: what no batch can exceed.
  public double pinPairCeiling() {
    return pin.model().ceiling();
  }

  /// The largest deviation from the model, as a share of it.
  public double pinPairMisfit() {
    return pin.model().misfit();
  }

  /// Direct over a batch of 8, within a round.
  public double pinPairGain8() {
    return pin.gain(4);
  }

  /// Direct over a batch of 32, within a round.
  public double pinPairGain32() {
    return pin.gain(6);
  }

  /// Direct over a batch of 128, within a round.
  public double pinPairGain128() {
    return pin.gain(8);
  }

  /// E of the model, ns.
  public double unpinPairE() {
    return unpin.model().e();
  }

  /// w of the model, ns.
  public double unpinPairW() {
    return unpin.model().w();
  }

  /// The batch size that has half of the gain.
  public double unpinPairN50() {
    return unpin.model().n50();
  }

  /// The batch size that has 90 % of it.
  public double unpinPairN90() {
    return unpin.model().n90();
  }

  /// (E + w) / w: what no batch can exceed.
  public double unpinPairCeiling() {
    return unpin.model().ceiling();
  }

  /// The largest deviation from the model, as a share of it.
  public double unpinPairMisfit() {
    return unpin.model().misfit();
  }

  /// Direct over a batch of 32, within a round.
  public double unpinPairGain32() {
    return unpin.gain(6);
  }
}

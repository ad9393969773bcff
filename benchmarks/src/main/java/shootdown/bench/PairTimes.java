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
  private static final int SIZES = PinBatch.SIZES.length + 1;

  static final int PIN = 0;
  static final int UNPIN = PIN + SIZES;

  /// The throughput of two over that of one alone in the same round, by size.
  static final int PIN_THROUGHPUT = UNPIN + SIZES;

  static final int UNPIN_THROUGHPUT = PIN_THROUGHPUT + SIZES;

  /// Pins in batches of 32 again, on another machine.
  static final int AGAIN = UNPIN_THROUGHPUT + SIZES;

  static final int A1 = AGAIN + 1;
  static final int A2 = A1 + 1;
  static final int LANES = A2 + 1;

  private final Lanes lanes = new Lanes(LANES, A1, A2);
  private BatchTimes pin = BatchTimes.NONE;
  private BatchTimes unpin = BatchTimes.NONE;

  /// Knows how many entries a page takes in each lane of `benchmark`; the first of its rounds does.
  void prepare(PinBatch benchmark) {
    if (pin == BatchTimes.NONE) {
      pin = new BatchTimes(lanes, PIN, benchmark.entriesPerPage());
      unpin = new BatchTimes(lanes, UNPIN, benchmark.entriesPerPage());
    }
  }

  @Setup(Level.Iteration)
  public void forget() {
    lanes.forget();
  }

  void record(double[] round) {
    lanes.record(round);
  }

  /// See [IpiTimes#placement].
  public double pairPlacement() {
    return lanes.placement();
  }

  /// How many rounds the medians are of.
  public int pairRounds() {
    return lanes.rounds();
  }

  /// The anchors of that, ns.
  public double pairA1() {
    return lanes.cost(A1);
  }

  public double pairA2() {
    return lanes.cost(A2);
  }

  /// Two vCPUs at once in batches of 32, over the same on another machine: outside 0.95 to 1.05
  /// what two do is void.
  public double pairControlRatio() {
    return lanes.ratio(AGAIN, PIN + PinBatch.CONTROL);
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

  /// The mean, without batches: on a contended lock far above the median where its holder loses his
  /// core.
  public double pinPairDirectMean() {
    return pin.mean(0);
  }

  /// The mean, in batches of 32.
  public double pinPair32Mean() {
    return pin.mean(6);
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
    return lanes.cost(PIN_THROUGHPUT + 0);
  }

  /// Throughput of two vCPUs over that of one, in batches of 1.
  public double pairGain1() {
    return lanes.cost(PIN_THROUGHPUT + 1);
  }

  /// Throughput of two vCPUs over that of one, in batches of 8.
  public double pairGain8() {
    return lanes.cost(PIN_THROUGHPUT + 4);
  }

  /// Throughput of two vCPUs over that of one, in batches of 32.
  public double pairGain32() {
    return lanes.cost(PIN_THROUGHPUT + 6);
  }

  /// Throughput of two vCPUs over that of one, in batches of 64.
  public double pairGain64() {
    return lanes.cost(PIN_THROUGHPUT + 7);
  }

  /// Throughput of two vCPUs over that of one, in batches of 128.
  public double pairGain128() {
    return lanes.cost(PIN_THROUGHPUT + 8);
  }

  /// Throughput of two vCPUs over that of one, in batches of 512.
  public double pairGain512() {
    return lanes.cost(PIN_THROUGHPUT + 10);
  }

  /// The same for unpins in batches of 128.
  public double unpinPairGain128() {
    return lanes.cost(UNPIN_THROUGHPUT + 8);
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

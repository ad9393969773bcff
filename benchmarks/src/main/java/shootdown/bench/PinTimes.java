package shootdown.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What an iteration of [PinBatch] found of one vCPU: medians over its rounds, ns per page.
///
/// Published as JMH's auxiliary counters, so that every one of them is in the JSON with its value
/// for each fork and iteration (`rawData`). JMH adds such counters up for the console: divide what
/// it prints there by forks times iterations. NaN stands for what was not measured.
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class PinTimes {
  private static final int SIZES = PinBatch.SIZES.length + 1;

  static final int PIN = 0;
  static final int UNPIN = PIN + SIZES;

  /// Pins in batches of 32 again, on another machine.
  static final int AGAIN = UNPIN + SIZES;

  static final int GATE = AGAIN + 1;

  /// The PIN operation alone.
  static final int ALONE = GATE + 1;

  static final int A1 = ALONE + 1;
  static final int A2 = A1 + 1;
  static final int LANES = A2 + 1;

  private Lanes lanes = new Lanes(0);
  private BatchTimes pin = BatchTimes.NONE;
  private BatchTimes unpin = BatchTimes.NONE;

  /// Makes room for the lanes of `benchmark`; the first of its rounds does.
  void prepare(PinBatch benchmark) {
    if (pin == BatchTimes.NONE) {
      lanes = benchmark.goesOver() ? new Lanes(LANES, A1, A2) : new Lanes(LANES);
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

  /// How many rounds the medians are of.
  public int rounds() {
    return lanes.rounds();
  }

  /// See [IpiTimes#placement]; NaN where one vCPU stays on its core, as on most transports.
  public double placement() {
    return lanes.placement();
  }

  /// The anchors of that, ns.
  public double a1() {
    return lanes.cost(A1);
  }

  public double a2() {
    return lanes.cost(A2);
  }

  /// Batches of 32 over batches of 32, on another machine: outside 0.95 to 1.05 the run says
  /// nothing.
  public double controlRatio() {
    return lanes.ratio(AGAIN, PIN + PinBatch.CONTROL);
  }

  /// 1 if this machine has the transport.
  public int available() {
    return pin == BatchTimes.NONE ? 0 : 1;
  }

  public double pinDirect() {
    return pin.cost(0);
  }

  public double pin1() {
    return pin.cost(1);
  }

  public double pin2() {
    return pin.cost(2);
  }

  public double pin4() {
    return pin.cost(3);
  }

  public double pin8() {
    return pin.cost(4);
  }

  public double pin16() {
    return pin.cost(5);
  }

  public double pin32() {
    return pin.cost(6);
  }

  public double pin64() {
    return pin.cost(7);
  }

  public double pin128() {
    return pin.cost(8);
  }

  public double pin256() {
    return pin.cost(9);
  }

  public double pin512() {
    return pin.cost(10);
  }

  public double unpinDirect() {
    return unpin.cost(0);
  }

  public double unpin1() {
    return unpin.cost(1);
  }

  public double unpin2() {
    return unpin.cost(2);
  }

  public double unpin4() {
    return unpin.cost(3);
  }

  public double unpin8() {
    return unpin.cost(4);
  }

  public double unpin16() {
    return unpin.cost(5);
  }

  public double unpin32() {
    return unpin.cost(6);
  }

  public double unpin64() {
    return unpin.cost(7);
  }

  public double unpin128() {
    return unpin.cost(8);
  }

  public double unpin256() {
    return unpin.cost(9);
  }

  public double unpin512() {
    return unpin.cost(10);
  }

  /// One entry through the gate alone, ns.
  public double gate() {
    return lanes.cost(GATE);
  }

  /// The PIN operation alone, ns per page: the validation of the table, a part of `pinW`.
  public double pinAlone() {
    return lanes.cost(ALONE);
  }

  /// A batch of one over a direct call, within a round.
  public double pin1PerDirect() {
    return 1 / pin.gain(1);
  }

  /// E of the model, ns.
  public double pinE() {
    return pin.model().e();
  }

  /// w of the model, ns.
  public double pinW() {
    return pin.model().w();
  }

  /// The batch size that has half of the gain.
  public double pinN50() {
    return pin.model().n50();
  }

  /// The batch size that has 90 % of it.
  public double pinN90() {
    return pin.model().n90();
  }

  /// (E + w) / w: what no batch can exceed.
  public double pinCeiling() {
    return pin.model().ceiling();
  }

  /// The largest deviation from the model, as a share of it.
  public double pinMisfit() {
    return pin.model().misfit();
  }

  /// Direct over a batch of 8, within a round.
  public double pinGain8() {
    return pin.gain(4);
  }

  /// Direct over a batch of 32, within a round.
  public double pinGain32() {
    return pin.gain(6);
  }

  /// Direct over a batch of 128, within a round.
  public double pinGain128() {
    return pin.gain(8);
  }

  /// E of the model, ns.
  public double unpinE() {
    return unpin.model().e();
  }

  /// w of the model, ns.
  public double unpinW() {
    return unpin.model().w();
  }

  /// The batch size that has half of the gain.
  public double unpinN50() {
    return unpin.model().n50();
  }

  /// The batch size that has 90 % of it.
  public double unpinN90() {
    return unpin.model().n90();
  }

  /// (E + w) / w: what no batch can exceed.
  public double unpinCeiling() {
    return unpin.model().ceiling();
  }

  /// The largest deviation from the model, as a share of it.
  public double unpinMisfit() {
    return unpin.model().misfit();
  }

  /// Direct over a batch of 8, within a round.
  public double unpinGain8() {
    return unpin.gain(4);
  }

  /// Direct over a batch of 32, within a round.
  public double unpinGain32() {
    return unpin.gain(6);
  }

  /// Direct over a batch of 128, within a round.
  public double unpinGain128() {
    return unpin.gain(8);
  }
}

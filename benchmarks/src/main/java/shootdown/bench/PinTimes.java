package shootdown.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What an iteration of [PinBatch] found: medians over its rounds, ns per page.
///
/// Published as JMH's auxiliary counters, so that every one of them is in the JSON with its value
/// for each fork and iteration (`rawData`). JMH adds such counters up for the console: divide what
/// it prints there by forks times iterations.
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class PinTimes {
  private static final int KEPT = 4096;

  private Samples[] pin = {};
  private Samples[] unpin = {};
  private double[] entriesPerPage = {};
  private int pages = 1;
  private final Samples gate = new Samples(KEPT);
  private final Samples pinAlone = new Samples(KEPT);

  /// Makes room for the lanes of `benchmark`; the first of its rounds does.
  void prepare(PinBatch benchmark) {
    if (pin.length != 0) {
      return;
    }
    pages = benchmark.pages();
    pin = new Samples[benchmark.lanes()];
    unpin = new Samples[pin.length];
    entriesPerPage = new double[pin.length];
    for (int i = 0; i < pin.length; i++) {
      pin[i] = new Samples(KEPT);
      unpin[i] = new Samples(KEPT);
      entriesPerPage[i] = i == 0 ? 1 : benchmark.entriesPerPage(i);
    }
  }

  @Setup(Level.Iteration)
  public void forget() {
    for (int i = 0; i < pin.length; i++) {
      pin[i].forget();
      unpin[i].forget();
    }
    gate.forget();
    pinAlone.forget();
  }

  void record(int lane, long pinNanos, long unpinNanos) {
    pin[lane].record((double) pinNanos / pages);
    unpin[lane].record((double) unpinNanos / pages);
  }

  void recordGate(double nanos) {
    gate.record(nanos);
  }

  void recordPinAlone(long nanos) {
    pinAlone.record((double) nanos / pages);
  }

  private double pin(int lane) {
    return pin.length == 0 ? Double.NaN : pin[lane].p50();
  }

  private double unpin(int lane) {
    return unpin.length == 0 ? Double.NaN : unpin[lane].p50();
  }

  private CostModel model(Samples[] samples) {
    int batched = Math.max(0, samples.length - 1);
    double[] entries = new double[batched];
    double[] cost = new double[batched];
    for (int i = 0; i < batched; i++) {
      entries[i] = entriesPerPage[i + 1];
      cost[i] = samples[i + 1].p50();
    }
    return CostModel.fit(entries, cost);
  }

  public double pinDirect() {
    return pin(0);
  }

  public double pin1() {
    return pin(1);
  }

  public double pin2() {
    return pin(2);
  }

  public double pin4() {
    return pin(3);
  }

  public double pin8() {
    return pin(4);
  }

  public double pin16() {
    return pin(5);
  }

  public double pin32() {
    return pin(6);
  }

  public double pin64() {
    return pin(7);
  }

  public double pin128() {
    return pin(8);
  }

  public double pin256() {
    return pin(9);
  }

  public double pin512() {
    return pin(10);
  }

  public double unpinDirect() {
    return unpin(0);
  }

  public double unpin1() {
    return unpin(1);
  }

  public double unpin2() {
    return unpin(2);
  }

  public double unpin4() {
    return unpin(3);
  }

  public double unpin8() {
    return unpin(4);
  }

  public double unpin16() {
    return unpin(5);
  }

  public double unpin32() {
    return unpin(6);
  }

  public double unpin64() {
    return unpin(7);
  }

  public double unpin128() {
    return unpin(8);
  }

  public double unpin256() {
    return unpin(9);
  }

  public double unpin512() {
    return unpin(10);
  }

  /// One entry through the gate alone, ns.
  public double gate() {
    return gate.p50();
  }

  /// The PIN operation alone, ns per page: the validation of the table, a part of `pinW`.
  public double pinAlone() {
    return pinAlone.p50();
  }

  /// E of the model, for pins.
  public double pinE() {
    return model(pin).e();
  }

  /// w of the model, for pins.
  public double pinW() {
    return model(pin).w();
  }

  public double pinN50() {
    return model(pin).n50();
  }

  public double pinN90() {
    return model(pin).n90();
  }

  /// The largest deviation from the model, as a share of it.
  public double pinMisfit() {
    return model(pin).misfit();
  }

  public double unpinE() {
    return model(unpin).e();
  }

  public double unpinW() {
    return model(unpin).w();
  }

  public double unpinMisfit() {
    return model(unpin).misfit();
  }
}

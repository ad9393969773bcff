package shootdown.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// What an iteration of [IpiRoundTrip] found: medians over the rounds of its commonest placement.
///
/// Times are ns per round trip; what is called *Per* is the median of the ratios within one round,
/// not the ratio of medians. JMH adds these counters up for the console: divide what it prints
/// there by forks times iterations, or read `rawData` in the JSON.
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.EVENTS)
public class IpiTimes {
  private static final int LANES = IpiRoundTrip.Lane.values().length;

  private final Lanes lanes =
      new Lanes(LANES, IpiRoundTrip.Lane.A1.ordinal(), IpiRoundTrip.Lane.A2.ordinal());
  private boolean bound;

  @Setup(Level.Iteration)
  public void forget() {
    lanes.forget();
  }

  /// @param round ns per trip, by lane
  /// @param isBound whether each thread has a core of its own
  void record(double[] round, boolean isBound) {
    bound = isBound;
    lanes.record(round);
  }

  private double median(IpiRoundTrip.Lane lane) {
    return lanes.cost(lane.ordinal());
  }

  private double median(IpiRoundTrip.Lane lane, IpiRoundTrip.Lane per) {
    return lanes.ratio(lane.ordinal(), per.ordinal());
  }

  /// The placement that the other numbers are of: 1 SMT siblings, 2 same L3, 3 far.
  public double placement() {
    return lanes.placement();
  }

  /// How many rounds the medians are of: those in that placement.
  public int rounds() {
    return lanes.rounds();
  }

  /// The share of all rounds that they are.
  public double placementShare() {
    return lanes.share();
  }

  /// 1 if each thread was bound to a core of its own.
  public int bound() {
    return bound ? 1 : 0;
  }

  public double a1() {
    return median(IpiRoundTrip.Lane.A1);
  }

  public double a2() {
    return median(IpiRoundTrip.Lane.A2);
  }

  public double oneBit() {
    return median(IpiRoundTrip.Lane.ONE_BIT);
  }

  public double call() {
    return median(IpiRoundTrip.Lane.CALL);
  }

  public double callNoWait() {
    return median(IpiRoundTrip.Lane.CALL_NO_WAIT);
  }

  public double a2PerA1() {
    return median(IpiRoundTrip.Lane.A2, IpiRoundTrip.Lane.A1);
  }

  /// The control: two copies of one thing. Outside 0.95 to 1.05 the run says nothing.
  public double a2PerA2() {
    return median(IpiRoundTrip.Lane.A2_AGAIN, IpiRoundTrip.Lane.A2);
  }

  public double oneBitPerA1() {
    return median(IpiRoundTrip.Lane.ONE_BIT, IpiRoundTrip.Lane.A1);
  }

  public double callPerA2() {
    return median(IpiRoundTrip.Lane.CALL, IpiRoundTrip.Lane.A2);
  }

  /// The whole call over a message through JCTools' queue with an acknowledgement.
  public double callPerMpsc() {
    return median(IpiRoundTrip.Lane.CALL, IpiRoundTrip.Lane.MPSC);
  }

  public double mpscPerA2() {
    return median(IpiRoundTrip.Lane.MPSC, IpiRoundTrip.Lane.A2);
  }

  public double callNoWaitPerA2() {
    return median(IpiRoundTrip.Lane.CALL_NO_WAIT, IpiRoundTrip.Lane.A2);
  }
}

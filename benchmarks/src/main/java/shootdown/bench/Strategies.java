package shootdown.bench;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import shootdown.machine.Machine;

/// Which way to batch is the best, and what does each cost those who wait?
///
/// **Hypothesis.** Whoever fills the buffer to its limit pays least per page; a limit of eight
/// costs little more than one of 32. But who calls it waits for the end of the whole pin, while one
/// that never batches answers after each page. Looking for interrupts at each operation costs a few
/// per cent and shortens the wait to a page and what is queued. Split locks cost more than the
/// entries they add. `adaptive` differs from `fill` only in batches of one, which a table has none
/// of.
///
/// **Refuted** if `costRatio` of `fill` against `direct` is not below 0.95 on the trap, or if that
/// of `ipi` against `fill` is above 1.05 while `ackRatio` is not below 0.95.
///
/// **Method.** The strategy and a baseline take turns within one fork, the baseline twice: that is
/// the control, and the run is void if `controlRatio` leaves 0.95 to 1.05. Throughput is that of a
/// vCPU alone; acknowledgement latency is what a call to it takes meanwhile, by a caller who waits
/// awake. `bench --compare A B` sets both parameters.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 5,
    jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", AckUnderLoad.AWAKE})
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 1, time = 1)
public class Strategies {
  private static final int L1_PAGES = 512;
  private static final int CALLS = 10;
  private static final int TRIPS = 100;

  // lanes: what a page costs, an acknowledgement meanwhile, the anchors
  private static final int ACK = 3;
  private static final int A1 = 6;
  private static final int A2 = 7;

  /// One of [Strategy#names].
  @Param({"fill", "ipi"})
  public String strategy = "fill";

  /// One of [Strategy#names].
  @Param("direct")
  public String baseline = "direct";

  /// One of [Transport#names].
  @Param("trap")
  public String transport = "trap";

  private @Nullable Transport way;
  private @Nullable Partner partner;
  private final Machine[] machines = new Machine[3];
  private final PinnedTable[] tables = new PinnedTable[3];
  private final AckUnderLoad[] loads = new AckUnderLoad[3];
  private final double[] round = new double[A2 + 1];
  private final Turns turns = new Turns(3);

  @Setup(Level.Trial)
  public void setUp() {
    Transport t = Transport.ifAvailable(transport, 2);
    if (t == null) {
      return;
    }
    way = t;
    String[] names = {strategy, baseline, baseline};
    for (int i = 0; i < names.length; i++) {
      Machine m = Strategy.named(names[i]).machine(t, L1_PAGES);
      var table = new PinnedTable(m, m.cpu(0), L1_PAGES, true);
      machines[i] = m;
      tables[i] = table;
      loads[i] =
          new AckUnderLoad(
              m,
              CALLS,
              () -> {
                table.pin();
                table.unpin();
              });
      m.stage(m.cpu(0), m.cpu(1));
    }
    boolean _ = Cores.bindTo(0);
    var one = new Repeated(new RoundTrip.OneWord(), TRIPS);
    var two = new Repeated(new RoundTrip.TwoWords(), TRIPS);
    Partner p = Partner.started(new RoundTrip[] {loads[0], loads[1], loads[2], one, two}, 1);
    p.warmUp(3);
    p.warmUp(4);
    WarmUp.with(
        () -> {
          for (int lane = 0; lane < loads.length; lane++) {
            double _ = p.window(lane);
          }
        });
    partner = p;
  }

  @Benchmark
  public void round(Times times) {
    Partner p = partner;
    if (p == null) {
      return;
    }
    for (int lane : turns.next()) {
      round[lane] = loads[lane].nanosAlone() / (2 * tables[lane].pages());
      double _ = p.window(lane);
      round[ACK + lane] = loads[lane].median();
    }
    round[A1] = p.window(3) / TRIPS;
    round[A2] = p.window(4) / TRIPS;
    times.lanes.record(round);
  }

  /// A fast wrong strategy cannot win.
  @TearDown(Level.Trial)
  public void tearDown() {
    if (partner == null) {
      return;
    }
    partner.stop();
    for (int i = 0; i < tables.length; i++) {
      tables[i].check();
      loads[i].check();
      Checked.byOracle(machines[i]);
    }
    Objects.requireNonNull(way).close();
  }

  /// Medians over the rounds of an iteration; see [PinTimes].
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Times {
    private final Lanes lanes = new Lanes(A2 + 1, A1, A2);

    @Setup(Level.Iteration)
    public void forget() {
      lanes.forget();
    }

    /// How many rounds the medians are of.
    public int rounds() {
      return lanes.rounds();
    }

    /// See [IpiTimes#placement].
    public double placement() {
      return lanes.placement();
    }

    public double a1() {
      return lanes.cost(A1);
    }

    public double a2() {
      return lanes.cost(A2);
    }

    /// ns per page, pins and unpins together.
    public double cost() {
      return lanes.cost(0);
    }

    public double baselineCost() {
      return lanes.cost(1);
    }

    public double costRatio() {
      return lanes.ratio(0, 1);
    }

    public double controlRatio() {
      return lanes.ratio(2, 1);
    }

    /// ns of a call to the vCPU meanwhile.
    public double ack() {
      return lanes.cost(ACK);
    }

    public double baselineAck() {
      return lanes.cost(ACK + 1);
    }

    /// The control of the acknowledgements: those of the baseline over those of its copy.
    public double ackControlRatio() {
      return lanes.ratio(ACK + 2, ACK + 1);
    }

    public double ackRatio() {
      return lanes.ratio(ACK, ACK + 1);
    }
  }
}

package shootdown.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
import shootdown.kernel.Kernel;
import shootdown.machine.Kernels;
import shootdown.machine.Machine;
import shootdown.mm.Geometry;

/// What does batching buy when a page table is pinned, by one vCPU and by two at once?
///
/// **Hypothesis.** A page costs E/n + w, where n is how many operations share one entry into the
/// hypervisor. So half of all there is to gain is had at n = E/w and 90 % at n = 9E/w, and a batch
/// of one costs no more than a direct call. On a lock, batches buy a second vCPU its place: with
/// few entries it seldom waits.
///
/// **Refuted** if `pinMisfit` or `unpinMisfit` is above 0.05 on the trap (0.10 on a call and on
/// locks), if `pin1PerDirect` is above 1.05 on the trap, or if `pairGain128`, the throughput of two
/// vCPUs over that of one, is below 1.4 on the ticket lock.
///
/// **Method.** One round pins and unpins the same table once with every batch size and once without
/// batches ([DirectKernel]), each in a window of its own of some 30 to 300 us, right after the same
/// unmeasured (so that the caches know the table), and beginning with another one each time; then
/// it enters the gate alone; then two vCPUs do the same at once, each on a table of its own.
/// Batches of 32 take a second turn on a machine of their own: that is the control, of one vCPU and
/// of two, and what it is the control of is void if it leaves 0.95 to 1.05. What counts is the
/// median over rounds of each, and of the ratios within a round; the fork is the unit. They are in
/// [PinTimes] and [PairTimes]. The score itself is the length of a round, which is of no interest.
/// One transport per JVM, since two of them at one call site would spoil each other.
///
/// One operation is the remap of one page. The PIN at the end of each pin, which validates the
/// table, is spread over its pages, and reported alone as `pinAlone`; `work` says how many entries
/// of each page it looks at, or that there is no PIN at all (`remap`).
///
/// The kernel is the one named by `-Dshootdown.kernel` or `-p kernel=`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 1, time = 1)
public class PinBatch {
  static final int[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};
  private static final int L1_PAGES = 512;
  private static final int GATE_ENTRIES = 256;
  private static final long GATE_WARM_MILLIS = 50;
  private static final int ANCHOR_TRIPS = 100;

  /// The lane of batches of 32.
  static final int CONTROL = 6;

  /// Batches of 32 on another machine: the control.
  private static final int AGAIN = SIZES.length + 1;

  private static final int LANES = AGAIN + 1;

  // the partner's lanes: the anchors, then pins and unpins of each size and of the control
  private static final int PARTNER_A1 = 0;
  private static final int PARTNER_A2 = 1;
  private static final int PAIRS = 2;

  /// One of [Transport#names].
  @Param({"call", "ticket", "trap"})
  public String transport = "call";

  /// Entries of a page that the PIN looks through, or `remap`: no PIN.
  @Param("64")
  public String work = "64";

  /// The kernel's name; `chosen` leaves it to the system property.
  @Param("chosen")
  public String kernel = "chosen";

  private @Nullable Transport way;
  private @Nullable Partner partner;

  /// On the core of the hypervisor, where that has one: takes the anchors.
  private @Nullable Partner neighbour;

  private final List<PinnedTable> tables = new ArrayList<>();
  private PinnedTable[] lanes = {};
  private boolean pins;
  private boolean goesOver;
  private final double[] alone = new double[PinTimes.LANES];
  private final double[] two = new double[PairTimes.LANES];
  private final Turns turns = new Turns(LANES);
  private final Turns pairTurns = new Turns(LANES);

  /// The direct lane first, then one for each batch size, and the control.
  @Setup(Level.Trial)
  public void setUp() {
    Kernel batched = chosen(kernel);
    Transport t = Transport.ifAvailable(transport, 1);
    if (t == null) {
      return; // and the counter `available` is 0
    }
    way = t;
    pins = !work.equals("remap");
    boolean paired = t.threads() + 2 <= Cores.ALL;
    goesOver = t.threads() != 0;
    var geometry = new Geometry(3, pins ? Integer.parseInt(work) : 64);
    lanes = new PinnedTable[LANES];
    RoundTrip[] trips = anchors(PAIRS + 2 * LANES);
    for (int i = 0; i < LANES; i++) {
      Kernel k = i == 0 ? new DirectKernel() : batched;
      PinnedTable[] both = twoTables(k, t, batch(i), geometry);
      lanes[i] = both[0];
      trips[PAIRS + 2 * i] = new PairPin(both[0], both[1], true);
      trips[PAIRS + 2 * i + 1] = new PairPin(both[0], both[1], false);
    }
    boolean _ = Cores.bindTo(0);
    Arrays.fill(alone, Double.NaN);
    if (paired) {
      partner = warm(Partner.started(trips, 1));
    }
    if (goesOver) {
      t.settle();
      neighbour = warm(Partner.started(anchors(PAIRS), 1, t.core()));
    }
    WarmUp.with(
        () -> {
          double _ = enterGate(); // once a round is too seldom for the compiler to care
        },
        GATE_WARM_MILLIS);
  }

  /// The lanes of a partner, the anchors alone filled in.
  private static RoundTrip[] anchors(int lanes) {
    var trips = new RoundTrip[lanes];
    trips[PARTNER_A1] = new Repeated(new RoundTrip.OneWord(), ANCHOR_TRIPS);
    trips[PARTNER_A2] = new Repeated(new RoundTrip.TwoWords(), ANCHOR_TRIPS);
    return trips;
  }

  private static Partner warm(Partner p) {
    p.warmUp(PARTNER_A1);
    p.warmUp(PARTNER_A2);
    return p;
  }

  /// Entries of a lane's buffer; direct calls leave Linux's empty.
  private static int batch(int lane) {
    return lane == 0 || lane == AGAIN ? SIZES[CONTROL - 1] : SIZES[lane - 1];
  }

  /// A table for each of the two vCPUs of a machine.
  private PinnedTable[] twoTables(Kernel k, Transport t, int batch, Geometry geometry) {
    Machine machine = PinnedTable.machine(k, t, 2, batch, geometry, L1_PAGES);
    var two = new PinnedTable[2];
    for (int i = 0; i < two.length; i++) {
      two[i] = new PinnedTable(machine, machine.cpu(i), L1_PAGES, pins);
      tables.add(two[i]);
    }
    machine.stage(machine.cpu(0), machine.cpu(1));
    return two;
  }

  static Kernel chosen(String name) {
    return name.equals("chosen") ? Kernels.chosen() : Kernels.byName(name);
  }

  @Benchmark
  public void round(PinTimes times, PairTimes pairTimes) {
    if (lanes.length == 0) {
      return;
    }
    times.prepare(this);
    for (int lane : turns.next()) {
      alone(lane);
    }
    alone[PinTimes.GATE] = enterGate();
    Partner n = neighbour;
    if (n != null) {
      Objects.requireNonNull(way).settle();
      double _ = n.window(PARTNER_A1); // it is awake after this
      alone[PinTimes.A1] = n.window(PARTNER_A1) / ANCHOR_TRIPS;
      alone[PinTimes.A2] = n.window(PARTNER_A2) / ANCHOR_TRIPS;
    }
    times.record(alone);
    Partner p = partner;
    if (p != null) {
      pairTimes.prepare(this);
      for (int lane : pairTurns.next()) {
        together(p, lane);
      }
      two[PairTimes.A1] = p.window(PARTNER_A1) / ANCHOR_TRIPS;
      two[PairTimes.A2] = p.window(PARTNER_A2) / ANCHOR_TRIPS;
      pairTimes.record(two);
    }
  }

  private void alone(int lane) {
    PinnedTable table = lanes[lane];
    table.pin();
    table.unpin();
    long begin = System.nanoTime();
    table.pin();
    long pinned = System.nanoTime();
    if (lane == 0 && pins) {
      alone[PinTimes.ALONE] = (double) table.pinAlone() / pages();
    }
    long again = System.nanoTime();
    table.unpin();
    double unpin = (double) (System.nanoTime() - again) / pages();
    double pin = (double) (pinned - begin) / pages();
    if (lane == AGAIN) {
      alone[PinTimes.AGAIN] = pin;
    } else {
      alone[PinTimes.PIN + lane] = pin;
      alone[PinTimes.UNPIN + lane] = unpin;
    }
  }

  /// What one vCPU did alone comes first: two do twice the work in the time of one of them.
  private void together(Partner p, int lane) {
    int trip = PAIRS + 2 * lane;
    double _ = p.window(trip);
    double _ = p.window(trip + 1);
    double pin = p.window(trip) / pages();
    double unpin = p.window(trip + 1) / pages();
    if (lane == AGAIN) {
      two[PairTimes.AGAIN] = pin;
      return;
    }
    two[PairTimes.PIN + lane] = pin;
    two[PairTimes.UNPIN + lane] = unpin;
    two[PairTimes.PIN_THROUGHPUT + lane] = 2 * alone[PinTimes.PIN + lane] / pin;
    two[PairTimes.UNPIN_THROUGHPUT + lane] = 2 * alone[PinTimes.UNPIN + lane] / unpin;
  }

  private double enterGate() {
    var gate = tables.getFirst().gate();
    long begin = System.nanoTime();
    for (int i = 0; i < GATE_ENTRIES; i++) {
      gate.enter();
    }
    return (double) (System.nanoTime() - begin) / GATE_ENTRIES;
  }

  private int pages() {
    return lanes[0].pages();
  }

  /// Whether the hypervisor is on another core than its guest.
  boolean goesOver() {
    return goesOver;
  }

  /// Hypercalls per page for each batch size.
  double[] entriesPerPage() {
    double[] entries = new double[SIZES.length];
    Arrays.setAll(entries, i -> lanes[i + 1].entriesPerPage(SIZES[i]));
    return entries;
  }

  /// A fast wrong kernel does not count.
  @TearDown(Level.Iteration)
  public void check() {
    tables.forEach(PinnedTable::check);
  }

  @TearDown(Level.Trial)
  public void tearDown() {
    if (partner != null) {
      partner.stop();
    }
    if (neighbour != null) {
      neighbour.stop();
    }
    for (PinnedTable lane : lanes) {
      lane.judge();
    }
    if (way != null) {
      way.close();
    }
  }
}

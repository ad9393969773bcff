package shootdown.bench;

import java.util.ArrayList;
import java.util.List;
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
/// batches ([DirectKernel]), each in a window of its own of some 10 to 100 us, right after the same
/// unmeasured (so that the caches know the table), and beginning with another one each time; then
/// it enters the gate alone; then two vCPUs do the same at once, each on a table of its own. What
/// counts is the median over rounds of each, and of the ratios within a round; the fork is the
/// unit. They are in [PinTimes] and [PairTimes]. The score itself is the length of a round, which
/// is of no interest. One transport per JVM, since two of them at one call site would spoil each
/// other.
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
  private static final long GATE_WARM_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final int ANCHOR_TRIPS = 100;

  /// The lane of batches of 32.
  private static final int CONTROL = 6;

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
  private final List<PinnedTable> tables = new ArrayList<>();
  private PinnedTable[] lanes = {};

  /// The lane of 32 again: the control.
  private @Nullable PinnedTable again;

  private double againRound;
  private double[] pinRound = {};
  private double[] unpinRound = {};
  private double[] pairPinRound = {};
  private double[] pairUnpinRound = {};
  private boolean pins;
  private final Turns turns = new Turns(SIZES.length + 2);
  private final Turns pairTurns = new Turns(SIZES.length + 1);

  /// The direct lane first, then one for each batch size.
  @Setup(Level.Trial)
  public void setUp() {
    Kernel batched = chosen(kernel);
    Transport t = Transport.ifAvailable(transport);
    if (t == null) {
      return; // and the counter `available` is 0
    }
    way = t;
    pins = !work.equals("remap");
    var geometry = new Geometry(3, pins ? Integer.parseInt(work) : 64);
    lanes = new PinnedTable[SIZES.length + 1];
    var pairs = new RoundTrip[2 * lanes.length + 2];
    pairs[2 * lanes.length] = new Repeated(new RoundTrip.OneWord(), ANCHOR_TRIPS);
    pairs[2 * lanes.length + 1] = new Repeated(new RoundTrip.TwoWords(), ANCHOR_TRIPS);
    for (int i = 0; i < lanes.length; i++) {
      Kernel k = i == 0 ? new DirectKernel() : batched;
      PinnedTable[] two = twoTables(k, t, i == 0 ? 32 : SIZES[i - 1], geometry);
      lanes[i] = two[0];
      pairs[2 * i] = new PairPin(two[0], two[1], true);
      pairs[2 * i + 1] = new PairPin(two[0], two[1], false);
    }
    again = twoTables(batched, t, SIZES[CONTROL - 1], geometry)[0];
    pinRound = new double[lanes.length];
    unpinRound = new double[lanes.length];
    pairPinRound = new double[lanes.length];
    pairUnpinRound = new double[lanes.length];
    boolean _ = Cores.bindTo(0);
    if (t.threads() + 2 <= Cores.ALL) {
      Partner p = Partner.started(pairs, 1);
      p.warmUp(2 * lanes.length);
      p.warmUp(2 * lanes.length + 1);
      partner = p;
    }
    warmUpGate();
  }

  /// Once a round is too seldom for the compiler to care.
  private void warmUpGate() {
    long end = System.nanoTime() + GATE_WARM_NANOS;
    do {
      double _ = enterGate();
    } while (System.nanoTime() - end < 0);
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
    pairTimes.prepare(this);
    for (int lane : turns.next()) {
      if (lane == lanes.length) {
        control();
      } else {
        alone(times, lane);
      }
    }
    times.record(pinRound, unpinRound);
    times.recordControl(againRound / pinRound[CONTROL]);
    times.recordGate(enterGate());
    Partner p = partner;
    if (p != null) {
      for (int lane : pairTurns.next()) {
        together(p, lane);
      }
      pairTimes.recordAnchors(p.window(2 * lanes.length), p.window(2 * lanes.length + 1));
      pairTimes.record(pairPinRound, pairUnpinRound, pinRound, unpinRound);
    }
  }

  private void alone(PinTimes times, int lane) {
    PinnedTable table = lanes[lane];
    table.pin();
    table.unpin();
    long begin = System.nanoTime();
    table.pin();
    long pinned = System.nanoTime();
    if (lane == 0 && pins) {
      times.recordPinAlone((double) table.pinAlone() / pages());
    }
    long again = System.nanoTime();
    table.unpin();
    long unpinned = System.nanoTime();
    pinRound[lane] = (double) (pinned - begin) / pages();
    unpinRound[lane] = (double) (unpinned - again) / pages();
  }

  private void control() {
    PinnedTable table = again;
    if (table == null) {
      return;
    }
    table.pin();
    table.unpin();
    long begin = System.nanoTime();
    table.pin();
    againRound = (double) (System.nanoTime() - begin) / table.pages();
    table.unpin();
  }

  private void together(Partner p, int lane) {
    double _ = p.window(2 * lane);
    double _ = p.window(2 * lane + 1);
    pairPinRound[lane] = p.window(2 * lane) / pages();
    pairUnpinRound[lane] = p.window(2 * lane + 1) / pages();
  }

  private double enterGate() {
    var gate = tables.getFirst().gate();
    long begin = System.nanoTime();
    for (int i = 0; i < GATE_ENTRIES; i++) {
      gate.enter();
    }
    return (double) (System.nanoTime() - begin) / GATE_ENTRIES;
  }

  int lanes() {
    return lanes.length;
  }

  int pages() {
    return lanes[0].pages();
  }

  /// Hypercalls per page in a lane, the direct one excepted.
  double entriesPerPage(int lane) {
    return lanes[lane].entriesPerPage(SIZES[lane - 1]);
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
    for (PinnedTable lane : lanes) {
      lane.judge();
    }
    if (way != null) {
      way.close();
    }
  }
}

package shootdown.bench;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
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
import shootdown.hypervisor.HypercallGate;
import shootdown.kernel.Kernel;
import shootdown.machine.Kernels;
import shootdown.mm.Geometry;

/// What does batching buy when a page table is pinned?
///
/// **Hypothesis.** A page costs E/n + w, where n is how many operations share one entry into the
/// hypervisor. So half of all there is to gain is had at n = E/w and 90 % at n = 9E/w, and a batch
/// of one costs no more than a direct call.
///
/// **Refuted** if `pinMisfit` or `unpinMisfit` is above 0.05 on the trap (0.10 on a call), or if
/// `pin1` is above 1.05 times `pinDirect` on the trap.
///
/// **Method.** One round pins and unpins the same table once with every batch size and once without
/// batches ([DirectKernel]), each in a window of its own of some 10 to 100 us, right after the same
/// unmeasured (so that the caches know the table), and beginning with another one each time; then
/// it enters the gate alone. What counts is the median over rounds of each; the fork is the unit.
/// They are in [PinTimes]. The score itself is the length of a round, which is of no interest. One
/// transport per JVM, since two of them at one call site would spoil each other.
///
/// One operation is the remap of one page. The PIN at the end of each pin, which validates the
/// table, is spread over its pages, and reported alone as `pinAlone`.
///
/// The kernel is the one named by `-Dshootdown.kernel` or `-p kernel=`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class PinBatch {
  private static final int[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};
  private static final int L1_PAGES = 512;
  private static final int GATE_ENTRIES = 256;

  @Param({"call", "trap"})
  public String transport = "call";

  /// Entries of a table: what the PIN looks through for each page.
  @Param("64")
  public int entries = 64;

  /// The kernel's name; `chosen` leaves it to the system property.
  @Param("chosen")
  public String kernel = "chosen";

  private HypercallGate gate = HypercallGate.CALL;
  private PinnedTable[] lanes = {};
  private int next;

  /// The direct lane first, then one for each batch size.
  @Setup(Level.Trial)
  public void setUp() {
    Kernel batched = kernel.equals("chosen") ? Kernels.chosen() : Kernels.byName(kernel);
    gate = Transport.named(transport).gate();
    var geometry = new Geometry(3, entries);
    lanes = new PinnedTable[SIZES.length + 1];
    lanes[0] = new PinnedTable(new DirectKernel(), gate, 32, geometry, L1_PAGES);
    Arrays.setAll(
        lanes,
        i -> i == 0 ? lanes[0] : new PinnedTable(batched, gate, SIZES[i - 1], geometry, L1_PAGES));
  }

  @Benchmark
  public void round(PinTimes times) {
    times.prepare(this);
    int first = next++;
    for (int i = 0; i < lanes.length; i++) {
      int lane = (first + i) % lanes.length;
      PinnedTable table = lanes[lane];
      table.pin();
      table.unpin();
      long begin = System.nanoTime();
      table.pin();
      long pinned = System.nanoTime();
      if (lane == 0) {
        times.recordPinAlone(table.pinAlone());
      }
      long again = System.nanoTime();
      table.unpin();
      times.record(lane, pinned - begin, System.nanoTime() - again);
    }
    times.recordGate(enterGate());
  }

  private double enterGate() {
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
    for (PinnedTable lane : lanes) {
      lane.check();
    }
  }
}

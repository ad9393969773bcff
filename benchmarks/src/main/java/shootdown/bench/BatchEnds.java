package shootdown.bench;

import java.util.Arrays;
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
import shootdown.machine.Kernels;
import shootdown.machine.Machine;
import shootdown.mm.Geometry;
import shootdown.trace.BatchEnd;
import shootdown.trace.TraceKind;
import shootdown.trace.Watcher;

/// Why does a batch end?
///
/// **Hypothesis.** A pin fills batches with remaps, which need no words of the argument buffer: it
/// ends for want of slots, and once because it is over. With split locks each page takes two
/// entries, two words and a callback: the slots still go first, since Linux has two words for each.
/// Updates by frame (`mmu_update`) end for want of words only where the buffer has fewer than two
/// for each slot.
///
/// **Refuted** if `args` or `callbacks` is not 0 where `words` is 64, or if `slots` is not most of
/// them.
///
/// **Method.** The vCPU's own events are counted, per pin and unpin of 512 pages, as Linux's batch
/// histogram does; nothing is timed.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 1, time = 1)
public class BatchEnds {
  private static final int L1_PAGES = 512;
  private static final int ENTRIES = 32;

  /// Words of the argument buffer; Linux has 64 for its 32 entries.
  @Param("64")
  public int words = 64;

  /// Whether each page has a lock and a pin of its own.
  @Param({"false", "true"})
  public boolean split;

  private final Count count = new Count();
  private @Nullable PinnedTable table;
  private @Nullable Machine machine;

  @Setup(Level.Trial)
  public void setUp() {
    Machine.Builder builder =
        Machine.builder()
            .kernel(Kernels.chosen())
            .vcpus(1)
            .geometry(new Geometry(3, 64))
            .frames(2 * L1_PAGES + 64)
            .batch(ENTRIES, words);
    Machine m = (split ? builder.splitPteLocks() : builder).boot();
    machine = m;
    m.cpu(0).watch(count);
    table = new PinnedTable(m, m.cpu(0), L1_PAGES, true);
  }

  @Benchmark
  public void pinAndUnpin(Ends ends) {
    PinnedTable t = table;
    if (t == null) {
      return;
    }
    count.forget();
    t.pin();
    t.unpin();
    ends.count = count;
  }

  @TearDown(Level.Trial)
  public void tearDown() {
    if (table != null && machine != null) {
      table.check();
      Checked.byOracle(machine);
    }
  }

  /// Of one vCPU.
  private static final class Count implements Watcher {
    private final int[] ends = new int[BatchEnd.values().length];
    private int batches;
    private int operations;

    @Override
    public void saw(TraceKind kind, long a, long b) {
      if (kind == TraceKind.BATCH_ENDS) {
        ends[(int) a]++;
      } else if (kind == TraceKind.MULTICALL) {
        batches++;
        operations += (int) a;
      }
    }

    void forget() {
      Arrays.fill(ends, 0);
      batches = 0;
      operations = 0;
    }

    int of(BatchEnd why) {
      return ends[why.ordinal()];
    }
  }

  /// Batches by why they ended, for one pin and unpin.
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Ends {
    private Count count = new Count();

    /// No entry was left.
    public int slots() {
      return count.of(BatchEnd.ENTRIES);
    }

    /// No word was left for arguments.
    public int args() {
      return count.of(BatchEnd.WORDS);
    }

    /// No callback was left.
    public int callbacks() {
      return count.of(BatchEnd.CALLBACKS);
    }

    /// It was to be issued.
    public int explicit() {
      return count.batches - slots() - args() - callbacks();
    }

    /// Operations in all of them.
    public int operations() {
      return count.operations;
    }
  }
}

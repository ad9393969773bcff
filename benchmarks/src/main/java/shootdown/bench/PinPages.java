package shootdown.bench;

import java.util.Random;
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
import shootdown.mm.Memory;
import shootdown.mm.Mm;
import shootdown.mm.Pte;

/// Does a page cost the same in a small table and in one of a million pages?
///
/// **Hypothesis.** The work of a pin is a walk: with pages in the order of their frames, a page of
/// a table of a million costs what one of 512 does, for the hardware fetches ahead. In random order
/// it waits for memory.
///
/// **Refuted** if `pinPerSmall` is above 1.10 where `order` is `sequential`.
///
/// **Method.** A table of `pages` pages and one of 512 take turns within one fork, the small one as
/// often as makes a like number of pages, up to 256 times, after a few unmeasured, since the large
/// one leaves the caches cold. Another small table is the control: the run is void if
/// `controlRatio` leaves 0.95 to 1.05. Tables of 128 entries, four levels; trap, batches of 32. The
/// median of the ratios within rounds.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 5,
    jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-Xmx4g"})
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 1, time = 1)
public class PinPages {
  private static final int SMALL = 512;
  private static final int ENTRIES = 128;
  private static final int LEVELS = 4;
  private static final int MOST_REPEATS = 256;
  private static final int UNMEASURED = 8;

  @Param("32768")
  public int pages = 32_768;

  /// Of the frames of the table's pages: `sequential` or `random`.
  @Param("sequential")
  public String order = "sequential";

  /// One of [Transport#names].
  @Param("trap")
  public String transport = "trap";

  private @Nullable Transport way;
  private @Nullable PinnedTable small;
  private @Nullable PinnedTable large;
  private @Nullable PinnedTable control;
  private final double[] round = new double[6];
  private final Turns turns = new Turns(3);

  @Setup(Level.Trial)
  public void setUp() {
    Transport t = Transport.ifAvailable(transport);
    if (t == null) {
      return;
    }
    way = t;
    small = table(t, SMALL);
    large = table(t, pages);
    control = table(t, SMALL);
  }

  private PinnedTable table(Transport t, int l1Pages) {
    int upper = l1Pages / ENTRIES + l1Pages / ENTRIES / ENTRIES + 8;
    Machine m =
        Machine.builder()
            .kernel(Kernels.chosen())
            .gate(t.gate())
            .front(t::front)
            .vcpus(1)
            .geometry(new Geometry(LEVELS, ENTRIES))
            .frames(l1Pages + upper + 16)
            .batch(32, 64)
            .boot();
    Mm mm = m.unpinnedMm();
    int[] frames = new int[l1Pages];
    for (int i = 0; i < l1Pages; i++) {
      frames[i] = m.guest().allocator().alloc();
    }
    if (order.equals("random")) {
      shuffle(frames);
    }
    link(m, mm.pgd(), LEVELS, frames, 0);
    return new PinnedTable(m, m.cpu(0), mm, true);
  }

  private static void shuffle(int[] frames) {
    var random = new Random(frames.length);
    for (int i = frames.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int f = frames[i];
      frames[i] = frames[j];
      frames[j] = f;
    }
  }

  /// Links pte pages below a table that nobody has seen yet, by plain stores.
  ///
  /// @param from the first of `frames` to be linked
  /// @return the first that is left
  private static int link(Machine m, int table, int level, int[] frames, int from) {
    Memory memory = m.guest().memory();
    int top = level == LEVELS ? m.guest().geometry().kernelTop() : ENTRIES;
    int at = from;
    for (int i = 0; i < top && at < frames.length; i++) {
      int child = level == 2 ? frames[at++] : m.guest().allocator().alloc();
      memory.storeRelease(table, i, Pte.table(child));
      at = level == 2 ? at : link(m, child, level - 1, frames, at);
    }
    return at;
  }

  @Benchmark
  public void round(Times times) {
    PinnedTable s = small;
    PinnedTable l = large;
    PinnedTable c = control;
    if (s == null || l == null || c == null) {
      return;
    }
    int repeats = Math.min(MOST_REPEATS, pages / SMALL);
    for (int turn : turns.next()) {
      switch (turn) {
        case 0 -> {
          warmUp(s);
          measure(s, repeats, 0);
        }
        case 1 -> measure(l, 1, 2);
        default -> {
          warmUp(c);
          measure(c, repeats, 4);
        }
      }
    }
    times.lanes.record(round);
  }

  private static void warmUp(PinnedTable table) {
    for (int i = 0; i < UNMEASURED; i++) {
      table.pin();
      table.unpin();
    }
  }

  private void measure(PinnedTable table, int repeats, int lane) {
    long pinning = 0;
    long unpinning = 0;
    for (int i = 0; i < repeats; i++) {
      long begin = System.nanoTime();
      table.pin();
      long pinned = System.nanoTime();
      table.unpin();
      pinning += pinned - begin;
      unpinning += System.nanoTime() - pinned;
    }
    round[lane] = (double) pinning / repeats / table.pages();
    round[lane + 1] = (double) unpinning / repeats / table.pages();
  }

  @TearDown(Level.Trial)
  public void tearDown() {
    if (small != null && large != null && control != null && way != null) {
      small.check();
      large.check();
      control.check();
      small.judge();
      large.judge();
      control.judge();
      way.close();
    }
  }

  /// Medians over the rounds of an iteration, ns per page; see [PinTimes].
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Times {
    private final Lanes lanes = new Lanes(6);

    @Setup(Level.Iteration)
    public void forget() {
      lanes.forget();
    }

    /// How many rounds the medians are of.
    public int rounds() {
      return lanes.rounds();
    }

    public double smallPin() {
      return lanes.cost(0);
    }

    public double smallUnpin() {
      return lanes.cost(1);
    }

    public double pin() {
      return lanes.cost(2);
    }

    public double unpin() {
      return lanes.cost(3);
    }

    /// A page of the large table over one of 512.
    public double pinPerSmall() {
      return lanes.ratio(2, 0);
    }

    public double unpinPerSmall() {
      return lanes.ratio(3, 1);
    }

    /// A page of a small table over one of another.
    public double controlRatio() {
      return lanes.ratio(4, 0);
    }
  }
}

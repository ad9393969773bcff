package shootdown.bench;

import java.util.ArrayList;
import java.util.List;
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

/// What does it buy to stay in lazy-MMU mode while page-table entries are written?
///
/// **Hypothesis.** An update costs E/n + w, as a remap does in [PinBatch]: n updates to a section
/// share one entry. A section with one update costs more than no section, for it is opened and
/// closed around a batch of one; a kernel that issues a batch of one without the list, as later
/// Linux does ([AdaptiveKernel]), saves a part of that.
///
/// **Refuted** if `setPteMisfit` is above 0.05 on the trap, if `setPte1PerDirect` is below 1, or if
/// `adaptiveRatio`, its section of one over the other's, is not below 1.
///
/// **Method.** As [PinBatch]: all sizes take turns within a round, and so does a section of one on
/// an [AdaptiveKernel], and sections of 32 on another machine: that is the control, and the run is
/// void if `controlRatio` leaves 0.95 to 1.05. One operation is a protection change of one mapped
/// page of the running task, by `set_pte_at`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 1, time = 1)
public class LazyMmu {
  static final int[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128};
  private static final int MOST = 128;

  /// Sections of 32 on another machine: the control.
  private static final int AGAIN = SIZES.length + 1;

  /// Sections of one on a kernel that has no list for them.
  private static final int ADAPTIVE = AGAIN + 1;

  private static final int LANES = ADAPTIVE + 1;

  /// The lane of which there are two copies.
  private static final int CONTROL = 6;

  /// One of [Transport#names].
  @Param("trap")
  public String transport = "trap";

  private @Nullable Transport way;
  private final List<MappedPages> pages = new ArrayList<>();
  private final double[] round = new double[LANES];
  private final Turns turns = new Turns(LANES);

  @Setup(Level.Trial)
  public void setUp() {
    Transport t = Transport.ifAvailable(transport);
    if (t == null) {
      return;
    }
    way = t;
    pages.add(new MappedPages(Kernels.chosen(), t, MOST));
    pages.add(new MappedPages(Kernels.chosen(), t, MOST));
    pages.add(new MappedPages(new AdaptiveKernel(), t, MOST));
  }

  @Benchmark
  public void round(Times times) {
    if (way == null) {
      return;
    }
    for (int lane : turns.next()) {
      protect(lane);
      long begin = System.nanoTime();
      protect(lane);
      round[lane] = (double) (System.nanoTime() - begin) / MappedPages.PAGES;
    }
    times.lanes.record(round);
  }

  private void protect(int lane) {
    if (lane == 0) {
      pages.getFirst().protect();
    } else if (lane == AGAIN) {
      pages.get(1).protectLazily(SIZES[CONTROL - 1]);
    } else if (lane == ADAPTIVE) {
      pages.get(2).protectLazily(1);
    } else {
      pages.getFirst().protectLazily(SIZES[lane - 1]);
    }
  }

  @TearDown(Level.Iteration)
  public void check() {
    pages.forEach(MappedPages::check);
  }

  /// A fast wrong kernel does not count.
  @TearDown(Level.Trial)
  public void tearDown() {
    pages.forEach(MappedPages::judge);
    if (way != null) {
      way.close();
    }
  }

  /// Medians over the rounds of an iteration, ns per update; see [PinTimes].
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Times {
    private final Lanes lanes = new Lanes(LANES);
    private final BatchTimes setPte = new BatchTimes(lanes, 0, oneIn(SIZES));

    private static double[] oneIn(int[] sizes) {
      double[] entries = new double[sizes.length];
      for (int i = 0; i < sizes.length; i++) {
        entries[i] = 1.0 / sizes[i];
      }
      return entries;
    }

    @Setup(Level.Iteration)
    public void forget() {
      lanes.forget();
    }

    /// How many rounds the medians are of.
    public int rounds() {
      return lanes.rounds();
    }

    /// Sections of 32 over sections of 32, on another machine.
    public double controlRatio() {
      return lanes.ratio(AGAIN, CONTROL);
    }

    /// A section of one on a kernel that has no list for it.
    public double adaptive() {
      return lanes.cost(ADAPTIVE);
    }

    /// The same over one that has.
    public double adaptiveRatio() {
      return lanes.ratio(ADAPTIVE, 1);
    }

    /// The same over no section.
    public double adaptivePerDirect() {
      return lanes.ratio(ADAPTIVE, 0);
    }

    public double setPteDirect() {
      return setPte.cost(0);
    }

    public double setPte1() {
      return setPte.cost(1);
    }

    public double setPte2() {
      return setPte.cost(2);
    }

    public double setPte4() {
      return setPte.cost(3);
    }

    public double setPte8() {
      return setPte.cost(4);
    }

    public double setPte16() {
      return setPte.cost(5);
    }

    public double setPte32() {
      return setPte.cost(6);
    }

    public double setPte64() {
      return setPte.cost(7);
    }

    public double setPte128() {
      return setPte.cost(8);
    }

    public double setPte1PerDirect() {
      return 1 / setPte.gain(1);
    }

    public double setPteE() {
      return setPte.model().e();
    }

    public double setPteW() {
      return setPte.model().w();
    }

    public double setPteN50() {
      return setPte.model().n50();
    }

    public double setPteN90() {
      return setPte.model().n90();
    }

    public double setPteCeiling() {
      return setPte.model().ceiling();
    }

    public double setPteMisfit() {
      return setPte.model().misfit();
    }

    public double setPteGain8() {
      return setPte.gain(4);
    }

    public double setPteGain32() {
      return setPte.gain(6);
    }
  }
}

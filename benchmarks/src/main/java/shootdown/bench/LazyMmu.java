package shootdown.bench;

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
import shootdown.guest.Cpu;
import shootdown.guest.LazyMode;
import shootdown.guest.Task;
import shootdown.kernel.Kernel;
import shootdown.machine.Kernels;
import shootdown.machine.Machine;
import shootdown.mm.Geometry;
import shootdown.mm.Mm;
import shootdown.mm.Pte;

/// What does it buy to stay in lazy-MMU mode while page-table entries are written?
///
/// **Hypothesis.** An update costs E/n + w, as a remap does in [PinBatch]: n updates to a section
/// share one entry. A section with one update costs more than no section, for it is opened and
/// closed around a batch of one.
///
/// **Refuted** if `setPteMisfit` is above 0.05 on the trap, or if `setPte1PerDirect` is below 1.
///
/// **Method.** As [PinBatch]: all sizes take turns within a round. One operation is a protection
/// change of one mapped page of the running task, by `set_pte_at`.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 1, time = 1)
public class LazyMmu {
  static final int[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128};
  private static final int PAGES = 256;
  private static final int MOST = 128;

  /// One of [Transport#names].
  @Param("trap")
  public String transport = "trap";

  private @Nullable Transport way;
  private @Nullable Machine machine;
  private @Nullable Mm mm;
  private long[] ptes = {};
  private final double[] round = new double[SIZES.length + 1];
  private boolean writable = true;
  private final Turns turns = new Turns(SIZES.length + 1);

  @Setup(Level.Trial)
  public void setUp() {
    Transport t = Transport.ifAvailable(transport);
    if (t == null) {
      return;
    }
    way = t;
    Machine m =
        Machine.builder()
            .kernel(Kernels.chosen())
            .gate(t.gate())
            .front(t::front)
            .vcpus(1)
            .geometry(new Geometry(3, 64))
            .frames(2 * PAGES)
            .batch(MOST, 2 * MOST)
            .boot();
    int[] vpns = new int[PAGES];
    for (int i = 0; i < PAGES; i++) {
      vpns[i] = i;
    }
    Mm made = m.mm(vpns);
    Task task = m.task(made);
    m.run(m.cpu(0), task);
    ptes = new long[PAGES];
    for (int i = 0; i < PAGES; i++) {
      ptes[i] = entry(m, made, i);
    }
    machine = m;
    mm = made;
  }

  private static long entry(Machine m, Mm mm, int vpn) {
    int table = m.kernel().findTable(m.cpu(0), mm, vpn);
    return m.guest().memory().loadAcquire(table, m.guest().geometry().index(vpn, 1));
  }

  @Benchmark
  public void round(Times times) {
    if (machine == null) {
      return;
    }
    for (int lane : turns.next()) {
      protect(lane);
      long begin = System.nanoTime();
      protect(lane);
      round[lane] = (double) (System.nanoTime() - begin) / PAGES;
    }
    times.setPte.record(round);
  }

  private void protect(int lane) {
    writable = !writable;
    Machine m = some(machine);
    Mm of = some(mm);
    Kernel kernel = m.kernel();
    Cpu cpu = m.cpu(0);
    int section = lane == 0 ? PAGES : SIZES[lane - 1];
    of.pageTableLock().lock(cpu);
    for (int vpn = 0; vpn < PAGES; vpn += section) {
      if (lane != 0) {
        kernel.setLazyMode(cpu, LazyMode.MMU);
      }
      for (int i = vpn; i < vpn + section; i++) {
        kernel.setPteAt(cpu, of, i, Pte.of(Pte.frame(ptes[i]), writable));
      }
      if (lane != 0) {
        kernel.setLazyMode(cpu, LazyMode.NONE);
      }
    }
    of.pageTableLock().unlock(cpu);
  }

  private static <T> T some(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("not set up");
    }
    return value;
  }

  /// Every entry is what it was made last, and no rule was broken.
  @TearDown(Level.Iteration)
  public void check() {
    Machine m = machine;
    if (m == null) {
      return;
    }
    Checked.unbroken(m);
    for (int i = 0; i < PAGES; i++) {
      long pte = entry(m, some(mm), i);
      if (Pte.writable(pte) != writable || Pte.frame(pte) != Pte.frame(ptes[i])) {
        throw new IllegalStateException("the benchmark is wrong: an entry is stale: vpn=" + i);
      }
    }
  }

  @TearDown(Level.Trial)
  public void tearDown() {
    if (machine == null || way == null) {
      return;
    }
    Checked.byOracle(machine);
    way.close();
  }

  /// Medians over the rounds of an iteration, ns per update; see [PinTimes].
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Times {
    private final BatchTimes setPte = new BatchTimes(oneIn(SIZES));

    static double[] oneIn(int[] sizes) {
      double[] entries = new double[sizes.length];
      for (int i = 0; i < sizes.length; i++) {
        entries[i] = 1.0 / sizes[i];
      }
      return entries;
    }

    @Setup(Level.Iteration)
    public void forget() {
      setPte.forget();
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

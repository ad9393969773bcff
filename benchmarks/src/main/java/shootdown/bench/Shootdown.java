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
import shootdown.guest.Cpu;
import shootdown.kernel.Kernel;
import shootdown.machine.Machine;
import shootdown.mm.Mm;

/// What does it cost to make all others drop their references to a page table?
///
/// **Hypothesis.** With more vCPUs than cores an answer needs a turn on a core, so N - 1 targets
/// take at most 0.65 of that many yield round trips (A3), in proportion to their number; two vCPUs
/// with a core each take what two words take (A2). Who waits by spinning a little and then yielding
/// is not thrown off by other work on the cores; who only spins is, by four orders of magnitude.
///
/// **Refuted** if `dropPerA3` is above 0.65 for 3 to 16 vCPUs, `dropPerA2` above 1.3 for two, or
/// `hogRatio` above 10 with `wait=yield`.
///
/// **Method.** One round: the others borrow the mm lazily, as many as `lazy` says, and vCPU 0 takes
/// the time of `drop_mm_ref`; a few times; then the crowd sleeps while the anchors are taken; then
/// the drops again with a hog on each core. The mask names who is called: a share of 0 calls
/// nobody. Rows with more vCPUs than cores are oversubscribed, and say so (`oversubscribed` is 1).
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 1, time = 1)
public class Shootdown {
  private static final int DROPS = 10;
  private static final int HOGGED_DROPS = 3;

  @Param("4")
  public int vcpus = 4;

  /// How many of the others hold a lazy reference: `none`, `one`, `half`, `all`.
  @Param("all")
  public String lazy = "all";

  /// How one waits for another: `yield` (pauses, then yields, then parks), `spin`, `park`.
  @Param("yield")
  public String wait = "yield";

  private @Nullable Crowd crowd;
  private @Nullable Anchors anchors;
  private @Nullable YieldTrip yieldTrip;
  private @Nullable Hogs hogs;
  private @Nullable Mm mm;
  private boolean few;
  private int holders;
  private final double[] round = new double[Times.A1 + Anchors.COUNT];
  private final Samples quiet = new Samples(DROPS);
  private final Samples hogged = new Samples(HOGGED_DROPS);

  @Setup(Level.Trial)
  public void setUp() {
    choose(wait); // before the first machine is made
    few = vcpus <= Cores.ALL;
    holders = Share.of(lazy, vcpus - 1);
    Crowd c = new Crowd(PinBatch.chosen("chosen"), vcpus, few);
    crowd = c;
    mm = c.machine().mm(0);
    yieldTrip = new YieldTrip();
    hogs = new Hogs();
    anchors = new Anchors();
    WarmUp.with(
        () -> {
          double _ = drops(c, quiet, DROPS); // a round is mostly anchors and hogs
        });
    c.rest();
  }

  /// Tells the machine how to wait.
  private static void choose(String wait) {
    switch (wait) {
      case "yield" -> {}
      case "spin" -> System.setProperty("shootdown.pauses", "" + Integer.MAX_VALUE);
      case "park" -> System.setProperty("shootdown.yields", "0");
      default -> throw new IllegalArgumentException("unknown wait: name=" + wait);
    }
  }

  @Benchmark
  public void round(Times times) {
    Hogs h = hogs;
    YieldTrip y = yieldTrip;
    Crowd c = crowd;
    if (h == null || y == null || c == null) {
      return;
    }
    round[Times.DROP] = drops(c, quiet, DROPS);
    c.rest();
    round[Times.A3] = y.window();
    round[Times.A3_TARGETS] = round[Times.A3] * (vcpus - 1);
    Objects.requireNonNull(anchors).take(round, Times.A1);
    h.turn(true);
    round[Times.HOGGED] = drops(c, hogged, HOGGED_DROPS);
    c.rest();
    h.turn(false);
    double _ = drops(c, hogged, DROPS); // whoever has learnt to sleep forgets it again
    c.rest();
    times.lanes.record(round);
    times.oversubscribed = few ? 0 : 1;
  }

  private double drops(Crowd c, Samples samples, int n) {
    Mm borrowed = Objects.requireNonNull(mm);
    Cpu boss = c.machine().cpu(0);
    Kernel kernel = c.machine().kernel();
    if (few) {
      boolean _ = Cores.bindTo(0);
    }
    samples.forget();
    for (int i = 0; i < n; i++) {
      c.borrow(borrowed, holders);
      boss.preemptDisable();
      long begin = System.nanoTime();
      kernel.dropMmRef(boss, borrowed);
      samples.record((double) (System.nanoTime() - begin));
      boss.preemptEnable();
      require(c.machine(), borrowed);
    }
    Cores.release();
    return samples.p50();
  }

  /// S4: nobody has the table any more.
  static void require(Machine machine, Mm dropped) {
    for (int i = 0; i < machine.guest().cpuCount(); i++) {
      if (machine.cpu(i).cr3().loadedAcquire() == dropped.pgd()) {
        throw new IllegalStateException(
            "the kernel is wrong: a vCPU still has the table: vcpu=" + i);
      }
    }
  }

  @TearDown(Level.Trial)
  public void tearDown() {
    Objects.requireNonNull(anchors).stop();
    Objects.requireNonNull(yieldTrip).close();
    Objects.requireNonNull(hogs).close();
    Objects.requireNonNull(crowd).close();
  }

  /// Medians over the rounds of an iteration, ns; see [PinTimes].
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Times {
    private static final int DROP = 0;
    private static final int HOGGED = 1;
    private static final int A3 = 2;
    private static final int A3_TARGETS = 3;
    private static final int A1 = 4;
    private static final int A2 = A1 + Anchors.A2;
    private static final int A2_AGAIN = A1 + Anchors.A2_AGAIN;

    private final Lanes lanes = new Lanes(A1 + Anchors.COUNT, A1, A2);
    private int oversubscribed;

    @Setup(Level.Iteration)
    public void forget() {
      lanes.forget();
    }

    /// 1 if there are more vCPUs than cores.
    public int oversubscribed() {
      return oversubscribed;
    }

    /// How many rounds the medians are of.
    public int rounds() {
      return lanes.rounds();
    }

    /// See [IpiTimes#placement].
    public double placement() {
      return lanes.placement();
    }

    /// `drop_mm_ref`, ns.
    public double drop() {
      return lanes.cost(DROP);
    }

    /// The same with a hog on each core.
    public double hogged() {
      return lanes.cost(HOGGED);
    }

    public double a2() {
      return lanes.cost(A2);
    }

    public double a3() {
      return lanes.cost(A3);
    }

    public double dropPerA2() {
      return lanes.ratio(DROP, A2);
    }

    /// Over A3 times the number of targets.
    public double dropPerA3() {
      return lanes.ratio(DROP, A3_TARGETS);
    }

    public double hogRatio() {
      return lanes.ratio(HOGGED, DROP);
    }

    public double controlRatio() {
      return lanes.ratio(A2_AGAIN, A2);
    }
  }
}

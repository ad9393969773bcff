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
import shootdown.example.BroadcastDrop;
import shootdown.example.CountedDrop;
import shootdown.guest.Cpu;
import shootdown.guest.Task;
import shootdown.kernel.FixedKernel;
import shootdown.kernel.Kernel;
import shootdown.machine.Machine;
import shootdown.mm.Mm;

/// What does it cost an exit to find out whom it must call?
///
/// **Hypothesis.** The mask and a count kept at each switch cost the same where somebody holds a
/// reference, for the call is the price. Where nobody does, the count saves a look at each vCPU.
/// Broadcast calls everybody always, and costs what all of them cost.
///
/// **Refuted** if `countedRatio` leaves 0.95 to 1.05 with holders, or if `broadcastRatio` is not
/// above 1.05 where nobody holds.
///
/// **Method.** All three schemes take turns within a round, each on a machine of its own, the mask
/// twice: that is the control; and with them the kernel that was asked for (`bench --kernel`). One
/// operation is a whole exit of a task: `exit_mm`, `exit_mmap`, `free_pgtables` of a table with a
/// few pages, of which as many vCPUs as `lazy` says are lazy borrowers.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 1, time = 1)
public class DropSchemes {
  private static final int EXITS = 8;

  /// The IPI mask, a count, broadcast, the mask again, the control, and the kernel that was asked
  /// for.
  private static final int SCHEMES = 5;

  @Param("4")
  public int vcpus = 4;

  /// See [Shootdown#lazy].
  @Param("none")
  public String lazy = "none";

  private final Crowd[] crowds = new Crowd[SCHEMES];
  private final double[] round = new double[SCHEMES + Anchors.COUNT];
  private final Samples samples = new Samples(EXITS);
  private int holders;
  private boolean few;
  private @Nullable Anchors anchors;
  private final Turns turns = new Turns(SCHEMES);

  @Setup(Level.Trial)
  public void setUp() {
    few = vcpus <= Cores.ALL;
    holders = Share.of(lazy, vcpus - 1);
    Kernel[] kernels = {
      new FixedKernel(),
      new CountedDrop(),
      new BroadcastDrop(),
      new FixedKernel(),
      PinBatch.chosen("chosen")
    };
    for (int i = 0; i < kernels.length; i++) {
      crowds[i] = new Crowd(kernels[i], vcpus, few);
    }
    anchors = new Anchors();
    bind();
    WarmUp.with(this::exitAll);
  }

  private void bind() {
    if (few) {
      boolean _ = Cores.bindTo(0);
    }
  }

  private void exitAll() {
    for (Crowd crowd : crowds) {
      double _ = exits(crowd);
    }
  }

  @Benchmark
  public void round(Times times) {
    for (int lane : turns.next()) {
      round[lane] = exits(crowds[lane]);
    }
    Objects.requireNonNull(anchors).take(round, SCHEMES);
    bind();
    times.lanes.record(round);
  }

  private double exits(Crowd crowd) {
    samples.forget();
    crowd.serve();
    for (int i = 0; i < EXITS; i++) {
      Machine m = crowd.machine();
      Cpu boss = m.cpu(0);
      Mm mm = make(m, boss);
      Task task = m.task(mm);
      m.run(boss, task);
      crowd.borrow(mm, holders);
      long begin = System.nanoTime();
      m.kernel().exitMm(task);
      samples.record((double) (System.nanoTime() - begin));
      Checked.unbroken(m);
    }
    crowd.rest();
    return samples.p50();
  }

  /// As fork makes one.
  private static Mm make(Machine m, Cpu boss) {
    Kernel kernel = m.kernel();
    Mm mm = kernel.mmAlloc(boss);
    for (int vpn = 0; vpn < 32; vpn += 8) {
      int _ = kernel.mapPage(boss.current(), mm, vpn);
    }
    kernel.archDupMmap(boss, mm);
    return mm;
  }

  @TearDown(Level.Trial)
  public void tearDown() {
    Objects.requireNonNull(anchors).stop();
    for (Crowd crowd : crowds) {
      crowd.close();
    }
  }

  /// Medians over the rounds of an iteration, ns per exit; see [PinTimes].
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Times {
    private final Lanes lanes =
        new Lanes(SCHEMES + Anchors.COUNT, SCHEMES + Anchors.A1, SCHEMES + Anchors.A2);

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
      return lanes.cost(SCHEMES + Anchors.A1);
    }

    public double a2() {
      return lanes.cost(SCHEMES + Anchors.A2);
    }

    /// The IPI mask.
    public double mask() {
      return lanes.cost(0);
    }

    /// A count of references, kept at each switch.
    public double counted() {
      return lanes.cost(1);
    }

    /// Everybody who is online.
    public double broadcast() {
      return lanes.cost(2);
    }

    /// That of the kernel that was asked for; the mask once more if none was.
    public double chosen() {
      return lanes.cost(4);
    }

    public double chosenRatio() {
      return lanes.ratio(4, 0);
    }

    public double countedRatio() {
      return lanes.ratio(1, 0);
    }

    public double broadcastRatio() {
      return lanes.ratio(2, 0);
    }

    public double controlRatio() {
      return lanes.ratio(3, 0);
    }
  }
}

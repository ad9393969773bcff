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
import shootdown.guest.LazyMode;
import shootdown.hypervisor.Va;
import shootdown.kernel.Kernel;
import shootdown.machine.Kernels;
import shootdown.machine.Machine;
import shootdown.mm.Pte;

/// What does batching cost those who wait for the vCPU that batches?
///
/// **Hypothesis.** A vCPU takes no interrupt from the first operation queued to the end of the
/// multicall. So a call to it is answered later by what is left of the batch, at most w n, and by
/// the handover.
///
/// **Refuted** if `growthPerBound` is above 1: at the batch size that is worst the acknowledgement
/// is later than that of an idle vCPU by more than w n + 1.2 A2. It is the median over rounds of
/// each round's worst, so rather too high than too low.
///
/// **Method.** vCPU 0 executes batches of n remaps, one after the other, with an interrupt point
/// between them; vCPU 1 calls it, synchronously, and takes the time of each call. All n take turns,
/// with the anchors and with a vCPU 0 that only listens. The caller waits awake ([AckUnderLoad]),
/// which is not how a machine waits by default. w is the time of a batch of 512 on vCPU 0 alone, by
/// 512.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 5,
    jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", AckUnderLoad.AWAKE})
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 1, time = 1)
public class AckInBatch {
  static final int[] SIZES = {1, 8, 32, 128, 512};
  private static final int CALLS = 20;
  private static final int MOST = 512;

  /// One of [Transport#names].
  @Param("trap")
  public String transport = "trap";

  private static final int A1 = SIZES.length + 1;
  private static final int A2 = A1 + 1;
  private static final int A2_AGAIN = A1 + 2;
  private static final int LANES = A1 + 3;

  private @Nullable Transport way;
  private @Nullable Machine machine;
  private @Nullable Partner partner;
  private final AckUnderLoad[] loads = new AckUnderLoad[SIZES.length + 1];
  private final int[][] frames = new int[SIZES.length + 1][];
  private final Turns turns = new Turns(LANES);

  @Setup(Level.Trial)
  public void setUp() {
    Transport t = Transport.ifAvailable(transport, 2);
    if (t == null) {
      return;
    }
    way = t;
    Machine m =
        Machine.builder()
            .kernel(Kernels.chosen())
            .gate(t.gate())
            .front(t::front)
            .frames(2 * MOST)
            .batch(MOST, 2 * MOST)
            .boot();
    machine = m;
    var lanes = new RoundTrip[LANES];
    for (int i = 0; i < loads.length; i++) {
      int[] pages = pages(m, i == 0 ? 0 : SIZES[i - 1]);
      frames[i] = pages;
      loads[i] = new AckUnderLoad(m, CALLS, () -> remap(m, pages));
      lanes[i] = loads[i];
    }
    lanes[A1] = new Repeated(new RoundTrip.OneWord(), 100);
    lanes[A2] = new Repeated(new RoundTrip.TwoWords(), 100);
    lanes[A2_AGAIN] = new Repeated(new RoundTrip.TwoWords(), 100);
    m.stage(m.cpu(0), m.cpu(1));
    boolean _ = Cores.bindTo(0);
    Partner p = Partner.started(lanes, 1);
    p.warmUp(A1);
    p.warmUp(A2);
    p.warmUp(A2_AGAIN);
    WarmUp.with(
        () -> {
          for (int lane = 0; lane < loads.length; lane++) {
            double _ = p.window(lane);
          }
        });
    partner = p;
  }

  private static int[] pages(Machine m, int n) {
    int[] pages = new int[n];
    for (int i = 0; i < n; i++) {
      pages[i] = m.guest().allocator().alloc();
    }
    return pages;
  }

  private static boolean writable(Machine m, int frame) {
    return Pte.writable(m.guest().domain().frames().linearAcquire(frame));
  }

  /// One batch: each page read-only if they were writable, else writable.
  private static void remap(Machine m, int[] pages) {
    if (pages.length == 0) {
      return;
    }
    Kernel kernel = m.kernel();
    Cpu cpu = m.cpu(0);
    boolean next = !writable(m, pages[0]);
    kernel.mcBatch(cpu);
    for (int page : pages) {
      kernel.queueUpdateVa(cpu, Va.linear(page), Pte.of(page, next), 0);
    }
    kernel.mcIssue(cpu, LazyMode.NONE);
  }

  @Benchmark
  public void round(Times times) {
    Partner p = partner;
    Machine m = machine;
    if (p == null || m == null) {
      return;
    }
    times.recordWork(loads[SIZES.length].nanosAlone() / MOST);
    for (int lane : turns.next()) {
      double nanos = p.window(lane);
      times.record(lane, lane < loads.length ? loads[lane].median() : nanos / 100);
    }
    times.endRound();
  }

  /// Every call was answered once, no rule was broken, and the oracle has nothing to say.
  @TearDown(Level.Trial)
  public void tearDown() {
    if (partner == null) {
      return;
    }
    partner.stop();
    for (AckUnderLoad load : loads) {
      load.check();
    }
    Machine m = Objects.requireNonNull(machine);
    for (int[] pages : frames) {
      if (pages.length != 0 && !writable(m, pages[0])) {
        remap(m, pages);
      }
    }
    Checked.byOracle(m);
    Objects.requireNonNull(way).close();
  }

  /// Medians over the rounds of an iteration, ns per call; see [PinTimes].
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Times {
    /// ns per operation of a batch of 512.
    private static final int WORK = LANES;

    private static final int WORST = WORK + 1;
    private final Lanes lanes = new Lanes(WORST + 1, A1, A2);
    private final double[] round = new double[WORST + 1];

    @Setup(Level.Iteration)
    public void forget() {
      lanes.forget();
    }

    private void recordWork(double nanos) {
      round[WORK] = nanos;
    }

    private void record(int lane, double nanos) {
      round[lane] = nanos;
    }

    private void endRound() {
      double most = 0;
      for (int i = 0; i < SIZES.length; i++) {
        double bound = round[WORK] * SIZES[i] + 1.2 * round[A2];
        most = Math.max(most, (round[i + 1] - round[0]) / bound);
      }
      round[WORST] = most;
      lanes.record(round);
    }

    /// How many rounds the medians are of.
    public int rounds() {
      return lanes.rounds();
    }

    /// See [IpiTimes#placement].
    public double placement() {
      return lanes.placement();
    }

    /// ns per operation of a batch of 512.
    public double w() {
      return lanes.cost(WORK);
    }

    /// A vCPU that has nothing to do.
    public double ackIdle() {
      return lanes.cost(0);
    }

    public double ack1() {
      return lanes.cost(1);
    }

    public double ack8() {
      return lanes.cost(2);
    }

    public double ack32() {
      return lanes.cost(3);
    }

    public double ack128() {
      return lanes.cost(4);
    }

    public double ack512() {
      return lanes.cost(5);
    }

    /// What a call takes longer than to an idle vCPU, over w n + 1.2 A2, at the worst n.
    public double growthPerBound() {
      return lanes.cost(WORST);
    }

    public double a1() {
      return lanes.cost(A1);
    }

    public double a2() {
      return lanes.cost(A2);
    }

    public double controlRatio() {
      return lanes.ratio(A2_AGAIN, A2);
    }
  }
}

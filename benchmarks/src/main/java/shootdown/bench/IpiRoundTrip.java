package shootdown.bench;

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
import shootdown.machine.VcpuThread;

/// What does an interrupt to another vCPU cost, next to what the hardware asks for at least?
///
/// **Hypothesis.** The machine's mailbox adds nothing that can be seen: posting a bit and waiting
/// until it is cleared costs what bouncing one word costs; a whole `smp_call_function` costs what
/// bouncing two words costs, for its locked operations hide behind the transfer of the lines.
///
/// **Refuted** if `oneBitPerA1` is above 1.10 in any placement, or `callPerA2` above 1.15 (1.5
/// within one L3), or `callPerMpsc`, over a queue of JCTools with an acknowledgement, above 1. The
/// run is void if `a2PerA2` is outside 0.95 to 1.05.
///
/// **Method.** All lanes take turns in windows below 150 us, a round beginning with another one
/// each time; ratios are taken within a round, and their medians are in [IpiTimes], for the
/// commonest placement only. Each thread is bound to a core where the host lets us (`bound` is 1).
/// The fork is the unit: ten or more for a verdict. The score itself is the length of a round,
/// which is of no interest.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 1, time = 2)
public class IpiRoundTrip {
  private static final int TRIPS = 100;

  /// What takes turns.
  enum Lane {
    /// Two threads bounce one word, volatile.
    A1,
    /// Two padded words, release and acquire.
    A2,
    /// The same again: the control.
    A2_AGAIN,
    /// A bit posted and cleared.
    ONE_BIT,
    /// `smp_call_function`, with wait.
    CALL,
    /// The same without: over when the function has started.
    CALL_NO_WAIT,
    /// A message through JCTools' queue, and a word for the acknowledgement.
    MPSC
  }

  private static final int LANES = Lane.values().length;

  /// The kernel's name; `chosen` leaves it to the system property.
  @Param("chosen")
  public String kernel = "chosen";

  private final double[] round = new double[LANES];
  private @Nullable CallBench bench;
  private final Turns turns = new Turns(LANES);

  @Setup(Level.Trial)
  public void setUp() {
    bench = new CallBench(kernel.equals("chosen") ? Kernels.chosen() : Kernels.byName(kernel));
  }

  @Benchmark
  public void round(IpiTimes times) {
    CallBench b = bench();
    for (int lane : turns.next()) {
      round[lane] = b.partner.window(lane);
    }
    times.record(round, b.bound);
  }

  /// Every call was answered, once, and nobody broke a rule.
  @TearDown(Level.Trial)
  public void tearDown() {
    bench().end();
  }

  private CallBench bench() {
    return Objects.requireNonNull(bench);
  }

  /// A machine of two vCPUs, the second of which is played by a thread of its own.
  private static final class CallBench {
    private final Machine machine;
    private final CallFunctionTrip call;
    private final CallFunctionTrip callNoWait;
    private final Partner partner;
    private final VcpuThread vcpu1;
    private final boolean bound;

    CallBench(Kernel kernel) {
      machine = Machine.builder().kernel(kernel).boot();
      call = new CallFunctionTrip(machine, true);
      callNoWait = new CallFunctionTrip(machine, false);
      var lanes = new RoundTrip[LANES];
      lanes[Lane.A1.ordinal()] = new RoundTrip.OneWord();
      lanes[Lane.A2.ordinal()] = new RoundTrip.TwoWords();
      lanes[Lane.A2_AGAIN.ordinal()] = new RoundTrip.TwoWords();
      lanes[Lane.ONE_BIT.ordinal()] = new RoundTrip.OneBit();
      lanes[Lane.CALL.ordinal()] = call;
      lanes[Lane.CALL_NO_WAIT.ordinal()] = callNoWait;
      lanes[Lane.MPSC.ordinal()] = new QueueTrip();
      partner = new Partner(lanes, TRIPS);
      machine.stage(machine.cpu(0));
      vcpu1 =
          VcpuThread.playing(
              machine.cpu(1),
              self -> {
                boolean _ = Cores.bindTo(1);
                partner.play();
              });
      bound = Cores.bindTo(0);
      for (int lane = 0; lane < LANES; lane++) {
        partner.warmUp(lane);
      }
    }

    void end() {
      partner.stop();
      vcpu1.close();
      call.check();
      callNoWait.check();
      Checked.byOracle(machine);
    }
  }
}

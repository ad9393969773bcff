package shootdown.bench;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What do the referee's notes cost?
///
/// **Hypothesis.** Events that are not kept cost a test of a field that never changes: nothing that
/// can be seen beside a hypercall. Kept, they cost less than the protocol itself.
///
/// **Refuted** if `offRatio` is above 1.02, or `onRatio` above 3.
///
/// **Method.** Four copies of the harness take turns within one fork, each loaded by a loader of
/// its own, so that each is compiled for what it sees itself: one from which every call that notes
/// an event was taken away, and a second such, the control; one as it is with no ring to keep them;
/// one that keeps the last 4096. One operation is a page pinned and unpinned by plain calls,
/// batches of 32, so that nothing hides the notes. Breaches are always judged; what the oracle
/// costs is torture's to tell.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 1, time = 1)
public class Checks {
  private static final int REPEATS = 4;

  private enum Lane {
    ABSENT,
    OFF,
    ON,
    ABSENT_AGAIN
  }

  private final LongSupplier[] lanes = new LongSupplier[Lane.values().length];
  private final double[] round = new double[lanes.length];
  private final Turns turns = new Turns(Lane.values().length);

  @Setup(Level.Trial)
  public void setUp() {
    lanes[Lane.ABSENT.ordinal()] = HarnessLoader.withoutNotes().load(CheckedPin.class, 0);
    lanes[Lane.OFF.ordinal()] = HarnessLoader.asItIs().load(CheckedPin.class, 0);
    lanes[Lane.ON.ordinal()] = HarnessLoader.asItIs().load(CheckedPin.class, CheckedPin.EVENTS);
    lanes[Lane.ABSENT_AGAIN.ordinal()] = HarnessLoader.withoutNotes().load(CheckedPin.class, 0);
  }

  @Benchmark
  public void round(Times times) {
    for (int lane : turns.next()) {
      long nanos = 0;
      for (int repeat = 0; repeat < REPEATS; repeat++) {
        nanos += lanes[lane].getAsLong();
      }
      round[lane] = (double) nanos / REPEATS / CheckedPin.L1_PAGES;
    }
    times.lanes.record(round);
  }

  /// Medians over the rounds of an iteration, ns per page; see [PinTimes].
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Times {
    private final Lanes lanes = new Lanes(Lane.values().length);

    @Setup(Level.Iteration)
    public void forget() {
      lanes.forget();
    }

    /// How many rounds the medians are of.
    public int rounds() {
      return lanes.rounds();
    }

    public double absent() {
      return lanes.cost(Lane.ABSENT.ordinal());
    }

    public double off() {
      return lanes.cost(Lane.OFF.ordinal());
    }

    public double on() {
      return lanes.cost(Lane.ON.ordinal());
    }

    public double offRatio() {
      return lanes.ratio(Lane.OFF.ordinal(), Lane.ABSENT.ordinal());
    }

    public double onRatio() {
      return lanes.ratio(Lane.ON.ordinal(), Lane.ABSENT.ordinal());
    }

    public double controlRatio() {
      return lanes.ratio(Lane.ABSENT_AGAIN.ordinal(), Lane.ABSENT.ordinal());
    }
  }
}

package shootdown.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Which mailbox takes a flood of posts best?
///
/// **Hypothesis.** A word for each sender, written by a store, beats a queue for many producers at
/// least threefold; the bit of the machine's own mailbox, a locked operation a post, is about as
/// dear as a queue. None loses a wake-up.
///
/// **Refuted** if `slotsGain` (JCTools over slots) is below 3, or if `lost` is not zero. The run is
/// void if `controlRatio` is outside 0.95 to 1.05.
///
/// **Method.** One sender and one receiver on a core each; all mailboxes take turns in windows of
/// five thousand posts (the bitset, dearer by far, of a thousand), each over when the last has been
/// seen, with the anchors between them. Whether a wake-up is lost is asked in windows of their own,
/// in which the sender says of each post that it was made ([Watched]): at each look the receiver
/// knows what he must find. Those are of the bitset for the most part, for a word that is stored
/// and loaded in order can lose nothing. JCTools and Agrona are peers on the class path of the
/// benchmarks alone.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 5,
    jvmArgsAppend = {
      "--enable-native-access=ALL-UNNAMED",
      "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED" // Agrona's
    })
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 1, time = 1)
public class Mailboxes {
  /// Round trips of an anchor's window; see [Lane#times].
  private static final int TRIPS = 100;

  private enum Lane {
    A1(1),
    A2(1),
    A2_AGAIN(1),
    BITSET(10),
    SLOTS(50),
    JCTOOLS(50),
    AGRONA(50),
    /// The bitset, watched; the slots, watched.
    WATCHED_BITSET(50),
    WATCHED_SLOTS(10);

    /// Times [#TRIPS] round trips, or posts, of a window.
    private final int times;

    Lane(int times) {
      this.times = times;
    }
  }

  private static final List<Lane> ALL = List.of(Lane.values());

  private static final int LANES = ALL.size();

  private final Flood[] floods = {
    new Flood(new Mailbox.Bitset()),
    new Flood(new Mailbox.Slots()),
    new Flood(new Mailbox.JcTools()),
    new Flood(new Mailbox.Agrona())
  };

  /// Mailboxes of ours: the bit and the payload that the machine's own is made of, and a word for
  /// each sender.
  private final List<Watched> watched =
      List.of(new Watched(new Mailbox.Bitset()), new Watched(new Mailbox.Slots()));

  private final double[] round = new double[LANES];
  private @Nullable Partner partner;
  private final Turns turns = new Turns(LANES);

  @Setup(Level.Trial)
  public void setUp() {
    var lanes = new RoundTrip[LANES];
    lanes[Lane.A1.ordinal()] = new RoundTrip.OneWord();
    lanes[Lane.A2.ordinal()] = new RoundTrip.TwoWords();
    lanes[Lane.A2_AGAIN.ordinal()] = new RoundTrip.TwoWords();
    for (int i = 0; i < floods.length; i++) {
      int lane = Lane.BITSET.ordinal() + i;
      lanes[lane] = new Repeated(floods[i], ALL.get(lane).times);
    }
    for (int i = 0; i < watched.size(); i++) {
      int lane = Lane.WATCHED_BITSET.ordinal() + i;
      lanes[lane] = new Repeated(watched.get(i), ALL.get(lane).times);
    }
    partner = Partner.started(lanes, TRIPS);
    boolean _ = Cores.bindTo(0);
  }

  @Benchmark
  public void round(Times times) {
    Partner p = partner;
    if (p == null) {
      return;
    }
    for (int lane : turns.next()) {
      round[lane] = p.window(lane) / ALL.get(lane).times;
    }
    times.record(round, watched);
  }

  /// No flood lost anything. What a watched mailbox loses is counted, and told.
  @TearDown(Level.Trial)
  public void tearDown() {
    if (partner != null) {
      partner.stop();
    }
    for (Flood flood : floods) {
      if (flood.lost() != 0) {
        throw new IllegalStateException("a mailbox lost wake-ups: lost=" + flood.lost());
      }
    }
  }

  /// Medians over the rounds of an iteration, ns per post; see [PinTimes].
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Times {
    private final Lanes lanes = new Lanes(LANES, Lane.A1.ordinal(), Lane.A2.ordinal());
    private List<Watched> watched = List.of();
    private long postsBefore;
    private long looksBefore;

    @Setup(Level.Iteration)
    public void forget() {
      lanes.forget();
      postsBefore = total(Watched::posts);
      looksBefore = total(Watched::looks);
    }

    private void record(double[] round, List<Watched> mailboxes) {
      lanes.record(round);
      watched = mailboxes;
    }

    private long total(ToLongFunction<Watched> of) {
      return watched.stream().mapToLong(of).sum();
    }

    /// Posts of the iteration to our mailboxes, as they were watched.
    public double posts() {
      return total(Watched::posts) - postsBefore;
    }

    /// How often their receiver was told of a post, and looked for it.
    public double looks() {
      return total(Watched::looks) - looksBefore;
    }

    /// Wake-ups that our mailboxes lost, so far.
    public double lost() {
      return total(Watched::lost);
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
      return lanes.cost(Lane.A1.ordinal());
    }

    public double a2() {
      return lanes.cost(Lane.A2.ordinal());
    }

    public double bitset() {
      return lanes.cost(Lane.BITSET.ordinal());
    }

    public double slots() {
      return lanes.cost(Lane.SLOTS.ordinal());
    }

    public double jctools() {
      return lanes.cost(Lane.JCTOOLS.ordinal());
    }

    public double agrona() {
      return lanes.cost(Lane.AGRONA.ordinal());
    }

    /// JCTools over slots.
    public double slotsGain() {
      return lanes.ratio(Lane.JCTOOLS.ordinal(), Lane.SLOTS.ordinal());
    }

    /// JCTools over the bitset.
    public double bitsetGain() {
      return lanes.ratio(Lane.JCTOOLS.ordinal(), Lane.BITSET.ordinal());
    }

    public double controlRatio() {
      return lanes.ratio(Lane.A2_AGAIN.ordinal(), Lane.A2.ordinal());
    }
  }
}

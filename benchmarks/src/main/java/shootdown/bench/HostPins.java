package shootdown.bench;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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

/// What does batching buy on this very machine, where pages are made read-only by mprotect(2)?
///
/// **Hypothesis.** The host's own kernel has the same curve: a page costs E/n + w, with n pages to
/// a call. A peer that runs on another core and has the pages in its TLB makes E an interrupt
/// dearer (a real shootdown), and so batching buys more.
///
/// **Refuted** if `peerPerIdle1` is not above 1, or if `peerGain` is not above `idleGain`.
///
/// **Method.** All range sizes take turns within a round, twice without a peer and once with one
/// that reads all the pages over and over on the second core. 1024 pages; one operation is one page
/// made read-only and writable again, halved. mprotect(2) splits and merges the mapping where a
/// range is not all of it: that is part of what a call costs, and why the curve bends.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 5, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 1, time = 1)
public class HostPins {
  static final int[] SIZES = {1, 4, 16, 64, 256, 1024};
  private static final int PAGES = 1_024;

  private @Nullable HostPages pages;
  private @Nullable Peer peer;

  // who takes turns: without a peer, with one, without once more
  private static final int WITHOUT = 0;
  private static final int WITH = 1;
  private static final int WITHOUT_AGAIN = 2;

  private final double[][] costs = new double[3][SIZES.length];
  private final Turns turns = new Turns(costs.length);
  private final double[] round = new double[Times.ANCHORS + Anchors.COUNT];
  private @Nullable Anchors anchors;

  @Setup(Level.Trial)
  public void setUp() {
    try {
      HostPages p = new HostPages(PAGES);
      pages = p;
      peer = new Peer(p);
      anchors = new Anchors();
      boolean _ = Cores.bindTo(0);
    } catch (Transport.Unavailable e) {
      System.out.println(e.getMessage());
    }
  }

  @Benchmark
  public void round(Times times) {
    HostPages p = pages;
    Peer reader = peer;
    if (p == null || reader == null) {
      return;
    }
    for (int lane : turns.next()) {
      reader.turn(lane == WITH);
      measure(p, costs[lane]);
    }
    reader.turn(false);
    Objects.requireNonNull(anchors).take(round, Times.ANCHORS);
    boolean _ = Cores.bindTo(0);
    System.arraycopy(costs[WITHOUT], 0, round, 0, SIZES.length);
    System.arraycopy(costs[WITH], 0, round, Times.LIVE, SIZES.length);
    round[Times.AGAIN] = costs[WITHOUT_AGAIN][0];
    times.record(round);
  }

  private static void measure(HostPages p, double[] costs) {
    for (int i = 0; i < SIZES.length; i++) {
      int n = SIZES[i];
      int some = Math.min(PAGES, n * 64); // by page they are dear enough for a sample
      long begin = System.nanoTime();
      for (int page = 0; page < some; page += n) {
        p.protect(page, n, false);
      }
      for (int page = 0; page < some; page += n) {
        p.protect(page, n, true);
      }
      costs[i] = (System.nanoTime() - begin) / 2.0 / some;
    }
  }

  /// The kernel says that all pages are as they were made last.
  @TearDown(Level.Trial)
  public void tearDown() throws IOException {
    if (pages == null || peer == null) {
      return;
    }
    peer.close();
    Objects.requireNonNull(anchors).stop();
    int writable = pages.writable(PAGES);
    if (writable != PAGES) {
      throw new IllegalStateException("the benchmark is wrong: writable=" + writable);
    }
    pages.protect(0, PAGES, false);
    if (pages.writable(PAGES) != 0) {
      throw new IllegalStateException("the benchmark is wrong: pages are still writable");
    }
    pages.close();
  }

  /// Reads the pages on the second core while it is on.
  private static final class Peer implements AutoCloseable {
    private final HostPages pages;
    private final Thread thread;
    private volatile boolean on;
    private volatile boolean over;
    private final PaddedWord rounds = new PaddedWord();
    private long sum;

    Peer(HostPages pages) {
      this.pages = pages;
      this.thread = Thread.ofPlatform().daemon().name("peer").start(this::read);
    }

    private void read() {
      boolean _ = Cores.bindTo(1);
      while (!over) {
        if (on) {
          sum += pages.sum(PAGES);
          long _ = rounds.getAndIncrement();
        } else {
          LockSupport.park(this);
        }
      }
    }

    /// Turned on, it has read all pages when this returns; turned off, it sleeps.
    void turn(boolean isOn) {
      on = isOn;
      if (isOn) {
        LockSupport.unpark(thread);
      }
      long before = rounds.getAcquire();
      while (isOn ? rounds.getAcquire() < before + 2 : thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }

    @Override
    public void close() {
      over = true;
      LockSupport.unpark(thread);
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (sum == 0) {
        throw new IllegalStateException("the benchmark is wrong: the peer has read nothing");
      }
    }
  }

  /// Medians over the rounds of an iteration, ns per page and call; see [PinTimes].
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Times {
    private static final int LIVE = SIZES.length;
    private static final int AGAIN = 2 * SIZES.length;
    private static final int ANCHORS = AGAIN + 1;
    private final Lanes lanes =
        new Lanes(ANCHORS + Anchors.COUNT, ANCHORS + Anchors.A1, ANCHORS + Anchors.A2);

    @Setup(Level.Iteration)
    public void forget() {
      lanes.forget();
    }

    private void record(double[] round) {
      lanes.record(round);
    }

    private CostModel model(int from) {
      double[] entries = new double[SIZES.length];
      double[] cost = new double[SIZES.length];
      for (int i = 0; i < SIZES.length; i++) {
        entries[i] = 1.0 / SIZES[i];
        cost[i] = lanes.cost(from + i);
      }
      return CostModel.fit(entries, cost);
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
      return lanes.cost(ANCHORS + Anchors.A1);
    }

    public double a2() {
      return lanes.cost(ANCHORS + Anchors.A2);
    }

    /// By page without a peer, once more after it has read.
    public double controlRatio() {
      return lanes.ratio(AGAIN, 0);
    }

    /// By page: one call each.
    public double idleDirect() {
      return lanes.cost(0);
    }

    public double idle1() {
      return lanes.cost(0);
    }

    public double idle4() {
      return lanes.cost(1);
    }

    public double idle16() {
      return lanes.cost(2);
    }

    public double idle64() {
      return lanes.cost(3);
    }

    public double idle256() {
      return lanes.cost(4);
    }

    public double idle1024() {
      return lanes.cost(5);
    }

    /// With a live peer, by page.
    public double peerDirect() {
      return lanes.cost(LIVE);
    }

    public double peer1() {
      return lanes.cost(LIVE + 0);
    }

    public double peer4() {
      return lanes.cost(LIVE + 1);
    }

    public double peer16() {
      return lanes.cost(LIVE + 2);
    }

    public double peer64() {
      return lanes.cost(LIVE + 3);
    }

    public double peer256() {
      return lanes.cost(LIVE + 4);
    }

    public double peer1024() {
      return lanes.cost(LIVE + 5);
    }

    public double idleE() {
      return model(0).e();
    }

    public double idleW() {
      return model(0).w();
    }

    public double idleN90() {
      return model(0).n90();
    }

    public double idleMisfit() {
      return model(0).misfit();
    }

    /// By page over one call for all.
    public double idleGain() {
      return lanes.ratio(0, LIVE - 1);
    }

    public double peerE() {
      return model(LIVE).e();
    }

    public double peerW() {
      return model(LIVE).w();
    }

    public double peerN90() {
      return model(LIVE).n90();
    }

    public double peerMisfit() {
      return model(LIVE).misfit();
    }

    /// The same with a live peer.
    public double peerGain() {
      return lanes.ratio(LIVE, 2 * LIVE - 1);
    }

    /// What a peer costs, by page.
    public double peerPerIdle1() {
      return lanes.ratio(LIVE, 0);
    }
  }
}

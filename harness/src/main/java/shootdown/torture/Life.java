package shootdown.torture;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import shootdown.guest.Guest;
import shootdown.kernel.Kernel;
import shootdown.machine.Snapshots;
import shootdown.machine.VcpuThread;
import shootdown.mm.Mm;
import shootdown.oracle.Oracle;
import shootdown.oracle.Violation;
import shootdown.sync.Halt;
import shootdown.sync.Stall;
import shootdown.sync.WatchdogBite;
import shootdown.trace.Trace;

/// One machine, from boot until nothing is left on it.
///
/// The thread that calls [#live] conducts: it plays no vCPU and touches nothing of the machine
/// while somebody plays, but names the phases and looks when all have settled.
final class Life {
  private static final long NAP_NANOS = 200_000;
  private static final int LOOK_TO_PLAY = 4;

  /// One life in so many ends as at a panic: all are stopped while their tasks still live.
  private static final int CRASHES = 4;

  private static final long JOIN_MILLIS = 30_000;

  private final Settings settings;
  private final World world;
  private final List<Player> players;
  private final List<Tally> tallies;
  private final List<VcpuThread> threads = new ArrayList<>();
  private final int freeAtBoot;
  private final int borrowersAtBoot;
  private final boolean isCrash;
  private long judged;
  private Counters inPlay = new Counters();
  private @Nullable Stall stall;

  /// @param number which life of the run it is: each has steps of its own
  Life(Settings settings, Kernel kernel, int number) {
    this.settings = settings;
    isCrash = number % CRASHES == CRASHES - 1;
    world = World.booted(settings, kernel);
    Guest guest = world.guest();
    tallies = IntStream.range(0, settings.vcpus()).mapToObj(i -> Tally.of(settings, i)).toList();
    Mix mix = settings.scenario().mix();
    players =
        IntStream.range(0, settings.vcpus())
            .mapToObj(
                i -> new Player(world, guest.cpu(i), Steps.drawn(mix, settings.seed(), number, i)))
            .toList();
    players.forEach(world::seat);
    players.forEach(p -> p.cpu().watch(tallies.get(p.cpu().id())));
    freeAtBoot = guest.allocator().freeFrames();
    borrowersAtBoot = guest.initMm().countOpaque();
  }

  List<Player> players() {
    return players;
  }

  List<Tally> tallies() {
    return tallies;
  }

  long judged() {
    return judged;
  }

  /// What was done until its end was begun, which asks for much that was not played.
  Counters inPlay() {
    return inPlay;
  }

  /// What the rings kept, once it is over.
  Trace trace() {
    return world.machine().trace();
  }

  /// Plays it.
  ///
  /// @param quota operations of each vCPU, at most
  /// @param enough asked every now and then: whether it shall end
  /// @return what was found, if anything
  Optional<Finding> live(long quota, BooleanSupplier enough) {
    players.forEach(p -> p.cpu().comeOnStage()); // all, before any of them could miss another
    players.forEach(p -> threads.add(VcpuThread.playing(p.cpu(), self -> p.play(quota))));
    Optional<Finding> found = playedThrough(enough).or(this::windDown);
    if (found.isPresent()) {
      world.endVolatile();
    }
    Optional<Finding> fell = join();
    return seen().or(() -> fell).or(() -> found).or(this::afterTheStop);
  }

  private Optional<Finding> playedThrough(BooleanSupplier enough) {
    Optional<Finding> found = run(enough);
    inPlay = Counters.sum(new Counters(), players, tallies, judged);
    return found;
  }

  private Optional<Finding> run(BooleanSupplier enough) {
    long nextJudged = System.nanoTime() + settings.judgeEvery().toNanos();
    while (stands() && !enough.getAsBoolean() && !haveAllDoneTheirs()) {
      LockSupport.parkNanos(NAP_NANOS * 5);
      long now = System.nanoTime();
      if (settings.judges() && now >= nextJudged) {
        Optional<Finding> found = pause();
        if (found.isPresent()) {
          return found;
        }
        nextJudged = afterA(System.nanoTime() - now);
      }
    }
    return Optional.empty();
  }

  /// On a large machine a look takes longer than the time between two: most of it is for playing.
  private long afterA(long look) {
    return System.nanoTime() + Math.max(settings.judgeEvery().toNanos(), LOOK_TO_PLAY * look);
  }

  private boolean haveAllDoneTheirs() {
    return world.isClosingAcquire() && players.stream().allMatch(Player::isThroughAcquire);
  }

  private boolean stands() {
    return !world.isOverAcquire() && threads.stream().allMatch(t -> t.thread().isAlive());
  }

  /// All gather, are looked at, and go on.
  private Optional<Finding> pause() {
    if (!together(Gate.Phase.GATHER) || !together(Gate.Phase.SETTLE)) {
      return Optional.empty();
    }
    Optional<Finding> found = judge();
    world.gate().goVolatile(Gate.Phase.RUN);
    return found;
  }

  private Optional<Finding> judge() {
    judged++;
    List<Violation> violations = Oracle.judge(Snapshots.of(world.machine()));
    return violations.stream().findFirst().map(Finding::of);
  }

  /// Names a phase and waits until all are through with it.
  ///
  /// @return whether they are, and none fell
  private boolean together(Gate.Phase phase) {
    world.gate().goVolatile(phase);
    while (!world.gate().haveArrivedAcquire(players.size())) {
      if (!stands()) {
        return false;
      }
      LockSupport.parkNanos(NAP_NANOS);
    }
    return true;
  }

  private Optional<Finding> windDown() {
    if (!stands() || !together(Gate.Phase.GATHER) || !together(Gate.Phase.SETTLE)) {
      return Optional.empty();
    }
    Optional<Finding> found = settings.judges() ? judge() : Optional.empty();
    if (found.isEmpty() && isCrash) {
      world.gate().goVolatile(Gate.Phase.STOP);
      return found;
    }
    if (found.isPresent()
        || !together(Gate.Phase.END_TASKS)
        || !together(Gate.Phase.LEAVE_MMS)
        || !together(Gate.Phase.SETTLE_LAST)) {
      return found;
    }
    found = settings.judges() ? judge() : found;
    found = found.or(this::leak);
    if (found.isEmpty()) {
      world.gate().goVolatile(Gate.Phase.STOP);
    }
    return found;
  }

  /// Every count is back where it was, but for what the kernel's own area has grown by.
  private Optional<Finding> leak() {
    Guest guest = world.guest();
    int frames = freeAtBoot - world.vmallocTables() - guest.allocator().freeFrames();
    int mms = 0;
    for (@Nullable Mm mm = guest.pgdList(); mm != null; mm = mm.next()) {
      mms++;
    }
    int borrowers = guest.initMm().countOpaque() - borrowersAtBoot;
    int tasks = world.tasks();
    return frames == 0 && mms == 0 && borrowers == 0 && tasks == 0
        ? Optional.empty()
        : Optional.of(
            Finding.leak(
                "frames=" + frames + " mms=" + mms + " init_mm=" + borrowers + " tasks=" + tasks));
  }

  // --- the end ---

  private Optional<Finding> seen() {
    return world.machine().witness().first().map(s -> Finding.of(s, Optional.ofNullable(stall)));
  }

  private Optional<Finding> join() {
    threads.forEach(VcpuThread::stopVolatile);
    @Nullable Finding first = null;
    for (VcpuThread t : threads) {
      Finding f = join(t);
      first = first == null ? f : first;
    }
    return Optional.ofNullable(first);
  }

  private @Nullable Finding join(VcpuThread t) {
    int id = t.cpu().id();
    try {
      t.thread().join(JOIN_MILLIS);
      if (t.thread().isAlive()) {
        world.endVolatile();
        return Finding.broke(t + " does not come to an end", id);
      }
      return t.join().map(fell -> broke(fell, id)).orElse(null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      world.endVolatile();
      return Finding.broke("interrupted", -1);
    }
  }

  /// A BUG and a stall are told by the witness; that another fell is nobody's own trouble.
  private @Nullable Finding broke(Throwable fell, int vcpu) {
    if (fell instanceof Stall s) {
      stall = s;
    }
    if (fell instanceof Halt && !(fell instanceof WatchdogBite)) {
      return null;
    }
    StackTraceElement[] at = fell.getStackTrace();
    String where = at.length == 0 ? "" : " at " + at[0];
    return Finding.broke("vcpu" + vcpu + " fell: " + fell + where, vcpu);
  }

  /// All but one are down, and whoever is down is on swapper.
  private Optional<Finding> afterTheStop() {
    if (!settings.judges() || world.isOverAcquire()) {
      return Optional.empty();
    }
    world.machine().judgeAlone();
    return seen().or(this::judge);
  }
}

package shootdown.torture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import shootdown.fault.Museum;
import shootdown.kernel.Kernel;
import shootdown.machine.Kernels;
import shootdown.oracle.Verdict;

/// The long run: many vCPUs, each a thread, live a guest's life until something breaks or the time
/// is over.
///
/// ```java
/// Ending e = new Torture(Settings.standard().kernel("seed"), Listener.DEAF).run();
/// e.verdict();                                            // VIOLATED
/// ```
///
/// What happens on real threads does not happen again the same way; what each vCPU is asked to do
/// does. So a violation is looked for once more with its events kept, and shown if it comes.
public final class Torture {
  private static final VarHandle STOPPED;

  static {
    try {
      STOPPED = MethodHandles.lookup().findVarHandle(Torture.class, "stopped", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// An operation that should have come up this often has found something to do, if it can.
  private static final long SURELY = 200;

  private static final int KEPT_EVENTS = 256;

  private static final int SLOWEST_TOLD = 5;

  /// How much longer than the first time a violation is looked for again.
  private static final long PATIENCE = 4;

  private static final Duration LONGEST_AGAIN = Duration.ofSeconds(60);

  /// Whom it tells.
  public interface Listener {
    /// Tells nobody.
    Listener DEAF =
        new Listener() {
          @Override
          public void began(String line) {}

          @Override
          public void stands(Statistics statistics) {}
        };

    /// Before anything is done: a line with all parameters.
    void began(String line);

    /// Every few seconds, on the conducting thread.
    void stands(Statistics statistics);

    /// A rule was broken: what is known before what led to it is looked for, which takes its time.
    default void broke(Ending soFar) {}
  }

  private final Settings settings;
  private final Listener listener;

  private Counters over = new Counters();
  private Counters inPlay = new Counters();
  private long begun;
  private long lastTold;
  private long toldOperations;
  private boolean stopped;
  private @Nullable Finding failure;
  private @Nullable Life failed;

  public Torture(Settings settings, Listener listener) {
    this.settings = settings;
    this.listener = listener;
  }

  /// Ends it before its time. Any thread.
  public void stopVolatile() {
    STOPPED.setVolatile(this, true);
  }

  private boolean isStoppedAcquire() {
    return (boolean) STOPPED.getAcquire(this);
  }

  /// Runs until a violation or the end, and looks for a violation once more, unless it is to be
  /// left at that. Once.
  public Ending run() {
    listener.began("torture: " + settings.describe());
    begun = System.nanoTime();
    lastTold = begun;
    var heap = new LiveHeap(settings);
    Life life;
    Optional<Finding> found;
    do {
      life = new Life(settings, kernel(), (int) over.lives());
      Life now = life;
      found =
          life.live(
              quota(),
              () -> {
                heap.goesOn(seconds());
                return isEnough(now);
              });
      over = plus(over, life);
      inPlay = inPlay.and(life.inPlay());
    } while (found.isEmpty() && !isOver());
    double seconds = seconds();
    heap.atEnd();
    Counters all = over;
    Optional<Finding> why = found.or(this::nothingHappened);
    Life last = life;
    failure = found.orElse(null);
    failed = life;
    boolean again =
        !settings.untilKill() && found.filter(f -> f.verdict() == Verdict.VIOLATED).isPresent();
    if (again) {
      String soFar = report(found.orElseThrow(), all, seconds, last, false);
      listener.broke(ending(found, all, seconds, soFar, heap));
    }
    String report = why.map(f -> report(f, all, seconds, last, again)).orElse("");
    return ending(why, all, seconds, report, heap);
  }

  /// Cuts the failure of the run down to a few steps that can be explored, if that is possible.
  /// After [#run] has found a violation; by nobody else than its caller. Ends early if it is asked
  /// to stop.
  ///
  /// @param most how long it may take
  /// @return empty if nothing was violated, or a leak was
  public Optional<Excerpted> cut(Duration most) {
    Finding f = failure;
    Life life = failed;
    if (f == null || life == null || f.verdict() != Verdict.VIOLATED || f.isLeak()) {
      return Optional.empty();
    }
    List<List<Long>> last =
        life.players().stream().map(p -> p.history().last(Cut.LONGEST)).toList();
    var cut = new Cut(settings.kernel(), f.code(), most, this::isStoppedAcquire);
    return Optional.of(cut.find(settings.scenario(), last, f.vcpu()));
  }

  // --- how long ---

  /// Operations of each vCPU in the next life.
  private long quota() {
    long left = settings.operations() - operationsOver();
    long each = settings.operations() == Settings.ENDLESS ? left : shares(left);
    int life = settings.scenario().life();
    return life == 0 ? each : Math.min(each, life);
  }

  private long shares(long operations) {
    return Math.ceilDiv(operations, settings.vcpus());
  }

  private long operationsOver() {
    return over.operations();
  }

  private boolean isOver() {
    return isStoppedAcquire() || isTimeOver() || operationsOver() >= settings.operations();
  }

  private boolean isTimeOver() {
    return System.nanoTime() - begun >= settings.time().toNanos();
  }

  private double seconds() {
    return (System.nanoTime() - begun) / 1e9;
  }

  /// Asked by the conductor every now and then: a good moment for a statistics line.
  private boolean isEnough(Life life) {
    long now = System.nanoTime();
    if (now - lastTold >= settings.statisticsEvery().toNanos()) {
      Counters all = plus(over, life);
      double rate = (all.operations() - toldOperations) / ((now - lastTold) / 1e9);
      lastTold = now;
      toldOperations = all.operations();
      listener.stands(Statistics.of(all, seconds(), secondsLeft(), rate, 0));
    }
    return isStoppedAcquire() || isTimeOver();
  }

  private double secondsLeft() {
    return Math.max(0, settings.time().toMillis() / 1000.0 - seconds());
  }

  private static Counters plus(Counters over, Life life) {
    return Counters.sum(over, life.players(), life.tallies(), life.judged());
  }

  // --- how it ended ---

  /// A run in which nothing was done, or something never, says nothing.
  private Optional<Finding> nothingHappened() {
    Counters all = inPlay;
    if (all.operations() == 0) {
      return Optional.of(Finding.nothingHappened("no operation was played"));
    }
    return neverPlayed(all).or(() -> hardlyPlayed(all)).or(() -> neverThere(all));
  }

  private Optional<Finding> neverPlayed(Counters all) {
    Mix mix = settings.scenario().mix();
    return Stream.of(Operation.values())
        .filter(o -> all.played(o) == 0 && all.operations() * mix.share(o) > SURELY)
        .filter(o -> hasOthers() || !o.takesTwo())
        .findFirst()
        .map(o -> Finding.nothingHappened("operation " + o.word() + " never found anything to do"));
  }

  private static Optional<Finding> hardlyPlayed(Counters all) {
    return all.operations() > SURELY && all.played() * SURELY < all.operations()
        ? Optional.of(
            Finding.nothingHappened(
                "only %d of %d operations found anything to do"
                    .formatted(all.played(), all.operations())))
        : Optional.empty();
  }

  /// Of a kernel of ours. A user's own may do it in another way, and without telling.
  private Optional<Finding> neverThere(Counters all) {
    if (!kernel().getClass().getName().startsWith("shootdown.")) {
      return Optional.empty();
    }
    for (Operation o : Operation.values()) {
      for (Window w : o.leadsTo(hasOthers(), settings.scenario().lends())) {
        if (w.count(all) == 0 && all.played(o) > w.patience()) {
          return Optional.of(
              Finding.nothingHappened(
                  "no %s in %d operations %s: %s was never put to the test"
                      .formatted(w.what(), all.played(o), o.word(), w)));
        }
      }
    }
    return Optional.empty();
  }

  private boolean hasOthers() {
    return settings.scenario().isPlayedByTwo(settings.vcpus());
  }

  private String report(Finding f, Counters all, double seconds, Life life, boolean again) {
    var report = new FailureReport(settings, f, all, seconds).waits(f).steps(life.players());
    if (settings.traceEvents() > 0) {
      report.line("The last events:").events(life.trace(), f.vcpu());
    } else if (f.verdict() != Verdict.NOT_REACHED) {
      report.events(life.tallies(), f.vcpu());
    }
    if (again && settings.traceEvents() == 0 && !isStoppedAcquire()) {
      lookAgain(report, f, seconds);
    }
    return report
        .line("Run it again: torture " + String.join(" ", settings.arguments()))
        .line("Real threads do not do the same again; each vCPU is asked for the same.")
        .toString();
  }

  private void lookAgain(FailureReport report, Finding f, double seconds) {
    Duration longer = Duration.ofMillis((long) (1000 * (1 + PATIENCE * seconds)));
    Settings traced =
        settings
            .traceEvents(KEPT_EVENTS)
            .jfr("")
            .time(longer.compareTo(LONGEST_AGAIN) < 0 ? longer : LONGEST_AGAIN)
            .operations(Settings.ENDLESS);
    var second = new Torture(traced, Listener.DEAF);
    second.begun = System.nanoTime();
    second.lastTold = second.begun;
    Life life;
    Optional<Finding> found;
    do {
      life = new Life(traced, kernel(), (int) second.over.lives());
      found = life.live(second.quota(), () -> isStoppedAcquire() || second.isTimeOver());
      second.over = plus(second.over, life);
    } while (found.isEmpty() && !isStoppedAcquire() && !second.isOver());
    if (found.isEmpty()) {
      report.line(
          "With its events kept it did not come again in " + traced.time().toSeconds() + " s.");
      return;
    }
    Finding it = found.orElseThrow();
    String same = it.code().equals(f.code()) ? "" : ", another one";
    report
        .line(
            "Run again with events kept, after %d operations%s:"
                .formatted(second.operationsOver(), same))
        .line(it.verdict() + " " + it.message())
        .waits(it)
        .events(life.trace(), it.vcpu());
  }

  /// What the museum tells of the kernel, where that is something else: a fault's base may break
  /// rules of its own.
  private String told(Finding finding) {
    return Museum.find(settings.kernel())
        .map(Museum::of)
        .filter(fault -> !List.of(fault.breaks()).contains(finding.code()))
        .map(
            fault ->
                " (" + fault.id() + " is told to break " + String.join(", ", fault.breaks()) + ")")
        .orElse("");
  }

  private Kernel kernel() {
    return Kernels.byName(settings.kernel());
  }

  private Ending ending(
      Optional<Finding> why, Counters all, double seconds, String report, LiveHeap heap) {
    double rate = all.operations() / Math.max(seconds, 1e-3);
    int errors = why.filter(f -> f.verdict() == Verdict.VIOLATED).isPresent() ? 1 : 0;
    Statistics total = Statistics.of(all, seconds, 0, rate, errors);
    String what =
        why.map(f -> f.verdict() + " " + f.message() + told(f) + ": FAILURE").orElse("SUCCESS");
    String last =
        "torture: %s: %d operations in %.2f s, %d/s%s%s: %s"
            .formatted(
                settings.describe(),
                all.operations(),
                seconds,
                Math.round(rate),
                heap.words(),
                isStoppedAcquire() ? ", stopped before its time" : "",
                what);
    return new Ending(
        why.map(Finding::verdict).orElse(Verdict.HOLDS),
        why.map(Finding::code).orElse(""),
        why.map(Finding::message).orElse(""),
        isStoppedAcquire(),
        total,
        all.slowest(SLOWEST_TOLD),
        report,
        last);
  }
}

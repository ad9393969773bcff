package shootdown.results.hunt;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import shootdown.results.child.Child;
import shootdown.results.child.Ending;
import shootdown.results.child.InfrastructureFailure;
import shootdown.results.child.JavaCommand;
import shootdown.results.console.Progress;
import shootdown.results.run.Entry;
import shootdown.results.run.NotTried;
import shootdown.results.run.RunFolder;
import shootdown.results.run.Slice;
import shootdown.results.run.SoFar;
import shootdown.results.run.StoryRecord;
import shootdown.results.run.Unreadable;

/// Runs a plan: rounds of jcstress until the budget is spent. A round is a slice: each fork's
/// counts are appended the moment it ends, and at the end of the round jcstress's own results take
/// their place.
public final class Hunt {
  /// What a start may take beyond its share before it is ended.
  private static final double GRACE = 1.25;

  private static final double HURRIED = 1.05;

  /// A start that has said nothing for so long and four forks hangs. Before its first fork jcstress
  /// probes what JVMs can do, which takes ten seconds on a quiet machine.
  private static final double PATIENCE = 30;

  /// How many times 256 scenes are played between two looks at the clock. jcstress works up to that
  /// number before it begins, and plays thirty times as many on the way: with its own 40 a JVM that
  /// only interprets needs half a minute for that.
  private static final String STRIDES = "2";

  private final Child child;
  private final RunFolder run;
  private final Progress progress;
  private Prices prices = Prices.TYPICAL;

  public Hunt(Child child, RunFolder run, Progress progress) {
    this.child = child;
    this.run = run;
    this.progress = progress;
  }

  /// Spends the budget.
  ///
  /// @return whether everything planned was tried
  public boolean run(HuntPlan plan) {
    plan.planned().forEach(run::append);
    long end = System.nanoTime() + plan.budget().toNanos();
    int tests = plan.schedulable();
    if (tests == 0) {
      return true;
    }
    boolean brief = plan.isBrief();
    if (brief) {
      prices = prices.brief();
    }
    do {
      double left = secondsUntil(end);
      Effort effort = Effort.within(prices.share(left, tests), tests, prices);
      if (!round(plan, effort, left, brief)) {
        return false;
      }
    } while (secondsUntil(end) > prices.least(tests) * 1.2);
    return true;
  }

  private boolean round(HuntPlan plan, Effort effort, double left, boolean brief) {
    String name = run.unused("jcstress-" + plan.kernel().replace(' ', '-'));
    RunFolder folder = run.in(name);
    JcstressConsole console =
        new JcstressConsole(effort.secondsPerFork(), fork -> soFar(plan, name, fork));
    progress.begin(
        "hunting on " + (plan.isInTurn() ? "mutants" : plan.kernel()),
        prices.seconds(plan.schedulable(), effort));
    long start = System.nanoTime();
    double limit = limit(left, plan.schedulable());
    Ending ending =
        child.run(
            command(plan, effort, brief),
            folder.path(),
            folder.path().resolve("console.txt"),
            Duration.ofMillis((long) (limit * 1000)),
            line -> {
              console.accept(line);
              progress.update(console.done(), console.planned());
            });
    progress.end();
    double took = (System.nanoTime() - start) / 1e9;
    boolean cutShort = child.wasCutShort(ending, patience(effort));
    Harvest harvest =
        cutShort
            ? new Harvest(console.salvage(), "console", "")
            : harvest(folder.path(), ending, console);
    run.append(harvest.slice(name, plan, took, console));
    if (cutShort) {
      plan.planned().map(NotTried::new).forEach(run::append); // but for those that left a record
    }
    prices = prices.learn(plan.schedulable(), effort, took, harvest.forks().size());
    return ending.byItself() && harvest.trouble().isEmpty();
  }

  /// Among others it keeps to its time: forks that have ended are kept, and others wait. Alone it
  /// may take as long as one fork of each takes.
  private double limit(double left, int tests) {
    return child.isHurried()
        ? left * HURRIED + 5
        : Math.max(left, prices.least(tests)) * GRACE + 15;
  }

  private static Duration patience(Effort effort) {
    return Duration.ofMillis((long) (1000 * (PATIENCE + 4 * effort.secondsPerFork())));
  }

  private void soFar(HuntPlan plan, String slice, ForkResult fork) {
    new Harvest(List.of(fork), "console", "")
        .records(plan)
        .forEach(record -> run.append(new SoFar(slice, record)));
  }

  private static Harvest harvest(Path folder, Ending ending, JcstressConsole console) {
    if (ending.why() == Ending.Why.OUT_OF_TIME) {
      return new Harvest(console.salvage(), "console", "did not end in its time, and was ended");
    }
    if (!ending.byItself()) {
      return new Harvest(console.salvage(), "console", "");
    }
    List<Path> blobs = blobs(folder);
    if (blobs.size() == 1) {
      return ofBlob(blobs.getFirst(), console);
    }
    if (console.droppedSome() && console.planned() == 0) {
      return new Harvest(List.of(), "blob", ""); // nothing could be scheduled: the verdict says so
    }
    return new Harvest(
        console.salvage(),
        "console",
        "jcstress left no results (exit " + ending.code() + "): " + console.lastWords());
  }

  private static Harvest ofBlob(Path blob, JcstressConsole console) {
    try {
      return new Harvest(Blob.read(blob), "blob", "");
    } catch (Unreadable e) { // cut short by a full disk
      return new Harvest(console.salvage(), "console", String.valueOf(e.getMessage()));
    }
  }

  private static List<Path> blobs(Path folder) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.bin.gz")) {
      return StreamSupport.stream(found.spliterator(), false).toList();
    } catch (IOException e) {
      throw new InfrastructureFailure("cannot list " + folder + ": " + e.getMessage(), e);
    }
  }

  private static List<String> command(HuntPlan plan, Effort effort, boolean brief) {
    return JavaCommand.of(
        "org.openjdk.jcstress.Main",
        List.of(
            "-v",
            "-t",
            plan.selection(),
            "-r",
            "report",
            "-sc",
            "false",
            "-fsm",
            "1",
            "-f",
            String.valueOf(effort.forks()),
            "-iters",
            String.valueOf(effort.iterations()),
            "-time",
            String.valueOf(effort.millis()),
            "-strideCount",
            STRIDES,
            brief ? "-jvmArgs" : "-jvmArgsPrepend",
            brief ? JavaCommand.soleFlags(chosen(plan)) : JavaCommand.forkFlags(chosen(plan))));
  }

  /// Mutants know their kernels themselves.
  private static String chosen(HuntPlan plan) {
    return plan.isInTurn() ? "fixed" : plan.kernel();
  }

  private static double secondsUntil(long nanos) {
    return (nanos - System.nanoTime()) / 1e9;
  }

  /// What one start brought home.
  ///
  /// @param trouble why it is less than was wanted, or empty
  record Harvest(List<ForkResult> forks, String source, String trouble) {
    Slice slice(String name, HuntPlan plan, double seconds, JcstressConsole console) {
      return new Slice(
          name,
          Math.round(seconds * 1000) / 1000.0,
          trouble,
          trouble.isEmpty() ? List.of() : console.lastWords().lines(),
          records(plan));
    }

    List<Entry> records(HuntPlan plan) {
      List<StoryRecord> records =
          plan.isInTurn()
              ? Mutants.of(plan, forks).entrySet().stream()
                  .flatMap(e -> Tallies.of(e.getKey(), e.getValue(), source).stream())
                  .toList()
              : Tallies.of(plan.kernel(), forks, source);
      return List.copyOf(records);
    }
  }
}

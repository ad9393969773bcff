package shootdown.results.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shootdown.results.child.Child;
import shootdown.results.child.Ending;
import shootdown.results.child.InfrastructureFailure;
import shootdown.results.child.JavaCommand;
import shootdown.results.child.LastWords;
import shootdown.results.console.Progress;
import shootdown.results.run.RunFolder;

/// Runs a plan, one start of JMH for each benchmark: JMH writes its results at the end of a start,
/// and starting it is cheap.
public final class Bench {
  private static final Pattern PERCENT = Pattern.compile("# Run progress: ([\\d.]+)% complete");
  private static final double GRACE = 1.5;

  /// For who asked for a number of forks, and not for a time.
  private static final double MUCH_GRACE = 6;

  /// JMH says something before and after each iteration.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /// What a benchmark says of a transport that this machine does not have.
  private static final String UNAVAILABLE = " is not available here: ";

  private final Child child;
  private final RunFolder run;
  private final Progress progress;
  private final Set<String> unavailable = new LinkedHashSet<>();
  private List<String> profiler = List.of();

  public Bench(Child child, RunFolder run, Progress progress) {
    this.child = child;
    this.run = run;
    this.progress = progress;
  }

  /// The same with a profiler.
  ///
  /// @param arguments of JMH: `-prof` and what it takes
  public Bench with(List<String> arguments) {
    profiler = List.copyOf(arguments);
    return this;
  }

  /// Measures all of it, or as much as there is time for.
  ///
  /// @return whether everything planned was tried
  public boolean run(BenchPlan plan) {
    long end = System.nanoTime() + plan.budget().toNanos();
    int cellsLeft = plan.cells();
    int number = 0;
    for (BenchmarkSheet sheet : plan.sheets()) {
      double left = Math.max(0, (end - System.nanoTime()) / 1e9);
      BenchEffort effort = BenchEffort.within(left / cellsLeft);
      BenchJob job = BenchJob.of(sheet, effort);
      if (!one(plan.kernel(), sheet.kernelParam(), job, GRACE, ++number, plan.sheets().size())) {
        return false;
      }
      cellsLeft -= sheet.cells();
    }
    return true;
  }

  /// Measures what a profile asks for, however long it takes.
  ///
  /// @return whether everything planned was tried
  public boolean run(ProfilePlan plan) {
    int number = 0;
    for (BenchJob job : plan.jobs()) {
      if (!one(
          plan.kernel(), plan.kernelParam(job), job, MUCH_GRACE, ++number, plan.jobs().size())) {
        return false;
      }
    }
    return true;
  }

  private boolean one(
      String kernel, boolean kernelParam, BenchJob job, double grace, int number, int of) {
    Path json = run.path().resolve("jmh-" + number + ".json");
    double expected = job.seconds();
    progress.begin("benchmark %d of %d, %s".formatted(number, of, job.shortName()), expected);
    LastWords tail = new LastWords();
    Ending ending =
        child.run(
            command(kernel, kernelParam, job, json),
            run.path(),
            run.path().resolve("jmh-" + number + ".txt"),
            Duration.ofMillis((long) ((expected * grace + 20) * 1000)),
            line -> {
              tail.accept(line);
              Matcher percent = PERCENT.matcher(line);
              if (percent.find()) {
                progress.update((int) Double.parseDouble(percent.group(1)), 100);
              } else if (line.contains(UNAVAILABLE)) {
                unavailable.add(line);
              }
            });
    progress.end();
    unavailable.forEach(progress::say);
    unavailable.clear();
    if (ending.why() == Ending.Why.INTERRUPTED || child.wasCutShort(ending, PATIENCE)) {
      return false;
    }
    if (!ending.byItself()) {
      throw new InfrastructureFailure(
          "JMH did not end in its time on " + job.id() + ", and was ended: " + tail);
    }
    if (ending.code() != 0 || !Files.exists(json)) {
      throw new InfrastructureFailure(
          "JMH failed on " + job.id() + " (exit " + ending.code() + "): " + tail);
    }
    JmhResults.read(json, kernel).forEach(run::append);
    return true;
  }

  private List<String> command(String kernel, boolean kernelParam, BenchJob job, Path json) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                job.pattern(),
                "-foe",
                "true",
                "-rf",
                "json",
                "-rff",
                json.toString(),
                "-f",
                String.valueOf(job.forks()),
                "-wi",
                String.valueOf(job.warmups()),
                "-w",
                job.warmupMillis() + "ms",
                "-i",
                String.valueOf(job.iterations()),
                "-r",
                job.iterationMillis() + "ms",
                "-jvmArgsPrepend",
                JavaCommand.forkFlags(kernel)));
    arguments.addAll(profiler);
    job.params().forEach((name, values) -> arguments.addAll(List.of("-p", name + "=" + values)));
    if (kernelParam) {
      arguments.addAll(List.of("-p", "kernel=" + kernel));
    }
    return JavaCommand.of("org.openjdk.jmh.Main", arguments);
  }
}

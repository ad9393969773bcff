package shootdown.results.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  private final Child child;
  private final RunFolder run;
  private final Progress progress;

  public Bench(Child child, RunFolder run, Progress progress) {
    this.child = child;
    this.run = run;
    this.progress = progress;
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
      if (!one(plan.kernel(), sheet, effort, ++number, plan.sheets().size())) {
        return false;
      }
      cellsLeft -= sheet.cells();
    }
    return true;
  }

  private boolean one(String kernel, BenchmarkSheet sheet, BenchEffort effort, int number, int of) {
    Path json = run.path().resolve("jmh-" + number + ".json");
    double expected = effort.seconds() * sheet.cells();
    progress.begin("benchmark %d of %d, %s".formatted(number, of, shortName(sheet)), expected);
    LastWords tail = new LastWords();
    Ending ending =
        child.run(
            command(kernel, sheet, effort, json),
            run.path(),
            run.path().resolve("jmh-" + number + ".txt"),
            Duration.ofMillis((long) ((expected * GRACE + 20) * 1000)),
            line -> {
              tail.accept(line);
              Matcher percent = PERCENT.matcher(line);
              if (percent.find()) {
                progress.update((int) Double.parseDouble(percent.group(1)), 100);
              }
            });
    progress.end();
    if (!ending.byItself()) {
      return false;
    }
    if (ending.code() != 0 || !Files.exists(json)) {
      throw new InfrastructureFailure(
          "JMH failed on " + sheet.id() + " (exit " + ending.code() + "): " + tail);
    }
    JmhResults.read(json, kernel).forEach(run::append);
    return true;
  }

  private static List<String> command(
      String kernel, BenchmarkSheet sheet, BenchEffort effort, Path json) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "^" + Pattern.quote(sheet.id()) + "$",
                "-foe",
                "true",
                "-rf",
                "json",
                "-rff",
                json.toString(),
                "-f",
                String.valueOf(effort.forks()),
                "-wi",
                String.valueOf(BenchEffort.WARMUPS),
                "-w",
                effort.warmupMillis() + "ms",
                "-i",
                String.valueOf(BenchEffort.ITERATIONS),
                "-r",
                effort.iterationMillis() + "ms",
                "-jvmArgsPrepend",
                JavaCommand.forkFlags(kernel)));
    if (sheet.kernelParam()) {
      arguments.addAll(List.of("-p", "kernel=" + kernel));
    }
    return JavaCommand.of("org.openjdk.jmh.Main", arguments);
  }

  private static String shortName(BenchmarkSheet sheet) {
    String id = sheet.id();
    int method = id.lastIndexOf('.');
    return id.substring(id.lastIndexOf('.', method - 1) + 1);
  }
}

package shootdown.results.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import shootdown.results.bench.Bench;
import shootdown.results.bench.BenchPlan;
import shootdown.results.bench.BenchmarkSheet;
import shootdown.results.child.Child;
import shootdown.results.child.Deadline;
import shootdown.results.child.InfrastructureFailure;
import shootdown.results.console.Progress;
import shootdown.results.run.Entry;
import shootdown.results.run.RunFolder;
import shootdown.results.run.Slice;
import shootdown.results.run.Unreadable;

/// Each benchmark as a slice of its own: all its combinations are kept at once, and one that fails
/// takes none of the others with it.
final class BenchSlices {
  private static final int LAST_LINES = 40;

  private final Child child;
  private final RunFolder run;
  private final Progress progress;
  private final Deadline deadline;

  BenchSlices(Child child, RunFolder run, Progress progress, Deadline deadline) {
    this.child = child;
    this.run = run;
    this.progress = progress;
    this.deadline = deadline;
  }

  /// Measures one after another.
  ///
  /// @return whether all were tried, and none was cut short
  boolean run(BenchPlan plan) {
    Deadline end = Deadline.in(plan.budget());
    int cellsLeft = cells(plan.sheets());
    boolean complete = true;
    int number = 0;
    for (BenchmarkSheet sheet : plan.sheets()) {
      if (deadline.left().isZero()) {
        return false;
      }
      Duration share = end.left().multipliedBy(sheet.cells()).dividedBy(Math.max(1, cellsLeft));
      cellsLeft -= sheet.cells();
      String place = "benchmark " + ++number + " of " + plan.sheets().size();
      if (!slice(new BenchPlan(plan.kernel(), List.of(sheet), share), place)) {
        complete = false;
      }
      if (child.isInterrupted()) {
        return false;
      }
    }
    return complete;
  }

  private static int cells(List<BenchmarkSheet> sheets) {
    return sheets.stream().mapToInt(BenchmarkSheet::cells).sum();
  }

  private boolean slice(BenchPlan one, String place) {
    String name = Done.benchSlice(one.sheets().getFirst().id());
    List<Entry> records = new ArrayList<>();
    RunFolder folder = run.in(run.unused("jmh"), records::add);
    long start = System.nanoTime();
    String trouble = "";
    try {
      if (!new Bench(child, folder, new Placed(progress, place)).run(one)) {
        return false; // it was not its fault, and it was not measured
      }
    } catch (InfrastructureFailure | Unreadable e) {
      trouble = String.valueOf(e.getMessage());
    }
    double seconds = Math.round((System.nanoTime() - start) / 1e6) / 1e3;
    List<String> output = trouble.isEmpty() ? List.of() : lastWords(folder.path());
    run.append(new Slice(name, seconds, trouble, output, records));
    return trouble.isEmpty();
  }

  private static List<String> lastWords(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<String> lines = new ArrayList<>();
      for (Path log : files.filter(f -> f.toString().endsWith(".txt")).toList()) {
        lines.addAll(Files.readAllLines(log));
      }
      return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    } catch (IOException e) {
      return List.of();
    }
  }

  /// Says which of all benchmarks it is: whoever measures one knows of no other.
  private record Placed(Progress progress, String place) implements Progress {
    @Override
    public void begin(String what, double expectedSeconds) {
      progress.begin(what.replaceFirst("benchmark \\d+ of \\d+", place), expectedSeconds);
    }

    @Override
    public void update(int done, int planned) {
      progress.update(done, planned);
    }

    @Override
    public void end() {
      progress.end();
    }

    @Override
    public void say(String line) {
      progress.say(line);
    }
  }
}

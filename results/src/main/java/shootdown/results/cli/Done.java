package shootdown.results.cli;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import shootdown.results.explore.Task;
import shootdown.results.run.BenchmarkRecord;
import shootdown.results.run.ExplorationRecord;
import shootdown.results.run.PlannedExploration;
import shootdown.results.run.Run;
import shootdown.results.run.Slice;
import shootdown.results.run.StoryRecord;
import shootdown.results.run.TortureRecord;
import shootdown.results.story.StorySheet;
import shootdown.results.torture.Tour;

/// What a run that was broken off has seen already: nobody has to look at it again.
///
/// A slice that failed is done too: it would only fail again.
final class Done {
  /// A new run's.
  static final Done NOTHING = new Done();

  private static final String BENCH = "bench ";

  private final Map<List<String>, Integer> forks = new HashMap<>();
  private final Set<List<String>> hunted = new HashSet<>();
  private final Set<List<String>> explored = new HashSet<>();
  private final Set<String> benchmarks = new HashSet<>();
  private final Set<String> tortured = new HashSet<>();
  private final Set<String> toured = new HashSet<>();

  private Done() {}

  static Done of(Run run) {
    Done done = new Done();
    run.stories().forEach(done::count);
    run.explorations().forEach(done::explored);
    run.benchmarks().map(BenchmarkRecord::id).forEach(done.benchmarks::add);
    run.slices().map(Slice::name).forEach(done::slice);
    run.tortures().map(TortureRecord::kernel).forEach(done.tortured::add);
    return done;
  }

  private void count(StoryRecord r) {
    List<String> key = List.of(r.kernel(), r.id());
    forks.merge(key, r.forks(), Integer::sum);
    if (r.source().equals("blob")) {
      hunted.add(key);
    }
  }

  private void explored(ExplorationRecord r) {
    explored.add(List.of(r.kernel(), r.id(), r.memory(), String.valueOf(r.fills())));
  }

  private void slice(String name) {
    if (name.startsWith(BENCH)) {
      benchmarks.add(name.substring(BENCH.length()));
    }
    if (name.startsWith(Tour.SLICE)) {
      toured.add(name.substring(Tour.SLICE.length()));
    }
  }

  /// The name of a benchmark's slice.
  static String benchSlice(String benchmark) {
    return BENCH + benchmark;
  }

  /// Whether a story was hunted on all these kernels.
  ///
  /// @param wanted JVMs that a start gives it, in case the start was not left to end
  boolean hunted(StorySheet sheet, List<String> kernels, int wanted) {
    return kernels.stream().map(k -> List.of(k, sheet.id())).allMatch(key -> enough(key, wanted));
  }

  private boolean enough(List<String> key, int wanted) {
    return hunted.contains(key) || forks.getOrDefault(key, 0) >= wanted;
  }

  boolean explored(Task task) {
    PlannedExploration p = task.planned();
    return explored.contains(
        List.of(p.kernel(), p.story().id(), p.memory(), String.valueOf(p.fills())));
  }

  boolean measured(String benchmark) {
    return benchmarks.contains(benchmark);
  }

  /// Faults of the museum that torture has seen.
  List<String> toured() {
    return List.copyOf(toured);
  }

  boolean tortured(String kernel) {
    return tortured.contains(kernel);
  }
}

package shootdown.results.cli;

import java.util.List;
import java.util.function.Consumer;
import shootdown.results.bench.Bench;
import shootdown.results.bench.BenchPlan;
import shootdown.results.bench.ProfilePlan;
import shootdown.results.child.Child;
import shootdown.results.child.Deadline;
import shootdown.results.console.Progress;
import shootdown.results.explore.Explore;
import shootdown.results.explore.ExplorePlan;
import shootdown.results.hunt.Hunt;
import shootdown.results.hunt.HuntPlan;
import shootdown.results.run.ExplorationRecord;
import shootdown.results.run.RunFolder;
import shootdown.results.run.TortureRecord;
import shootdown.results.torture.LongRun;
import shootdown.results.torture.Order;
import shootdown.results.torture.TorturePlan;
import shootdown.results.torture.Tour;

/// What carries plans out and appends what comes of them, slice by slice.
///
/// Each but [#torture] returns whether everything planned was tried.
interface Engines {
  boolean hunt(HuntPlan plan);

  boolean explore(ExplorePlan plan, Consumer<ExplorationRecord> listener);

  /// Looks for schedules of what samples have shown.
  boolean explain(ExplorePlan plan);

  boolean bench(BenchPlan plan);

  /// Measures what a profile asks for.
  ///
  /// @param profiler JMH's arguments for one, or none
  boolean bench(ProfilePlan plan, List<String> profiler);

  boolean tour(TorturePlan plan);

  TortureRecord torture(Order order, Consumer<String> listener);

  /// How they come to be; a test brings its own.
  interface Maker {
    /// Those of one run.
    ///
    /// @param deadline after which nothing new is begun
    Engines make(Child child, RunFolder run, Progress progress, Deadline deadline);
  }

  /// The real ones.
  static Engines real(Child child, RunFolder run, Progress progress, Deadline deadline) {
    return new Engines() {
      @Override
      public boolean hunt(HuntPlan plan) {
        return new Hunt(child, run, progress).run(plan);
      }

      @Override
      public boolean explore(ExplorePlan plan, Consumer<ExplorationRecord> listener) {
        return new Explore(child, run, progress, listener).run(plan);
      }

      @Override
      public boolean explain(ExplorePlan plan) {
        return new Explore(child, run, progress, record -> {}).explain(plan);
      }

      @Override
      public boolean bench(ProfilePlan plan, List<String> profiler) {
        return new Bench(child, run, progress).with(profiler).run(plan);
      }

      @Override
      public boolean bench(BenchPlan plan) {
        return new BenchSlices(child, run, progress, deadline).run(plan);
      }

      @Override
      public boolean tour(TorturePlan plan) {
        return new Tour(child, run, progress).run(plan);
      }

      @Override
      public TortureRecord torture(Order order, Consumer<String> listener) {
        return new LongRun(child, run, listener).run(order);
      }
    };
  }
}

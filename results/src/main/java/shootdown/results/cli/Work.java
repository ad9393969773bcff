package shootdown.results.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import shootdown.results.bench.BenchPlan;
import shootdown.results.cli.Budget.Phase;
import shootdown.results.explore.ExplorePlan;
import shootdown.results.explore.Task;
import shootdown.results.hunt.HuntPlan;
import shootdown.results.hunt.Prices;
import shootdown.results.run.Entry;
import shootdown.results.torture.TorturePlan;

/// The phases of a campaign, in their order.
///
/// @param trial stories on the kernels that they convict
/// @param tour faults under torture
/// @param torture how long the kernel itself is tortured, at least: at the end, for as long as is
///   left
record Work(
    HuntPlan hunt,
    ExplorePlan explore,
    HuntPlan trial,
    TorturePlan tour,
    BenchPlan bench,
    Duration torture) {
  static final double HUNT = 0.38;
  static final Duration TORTURE_LEAST = Duration.ofSeconds(4);
  private static final double EACH = 0.19;
  private static final double ALL_TORTURE = 0.05;
  private static final double TORTURE_SHARE = 0.25;

  /// What each phase gets of so much time.
  Budget share(Duration total) {
    double oneStory = Prices.TYPICAL.brief().least(1);
    return Budget.split(
        total,
        List.of(
            new Phase(HUNT, least(hunt), oneStory),
            new Phase(EACH, explore.least(), explore.first()),
            new Phase(EACH, least(trial), oneStory),
            new Phase(ALL_TORTURE * (1 - TORTURE_SHARE), tour.least(), tour.least()),
            new Phase(EACH, bench.least(), bench.first()),
            new Phase(ALL_TORTURE * TORTURE_SHARE, seconds(torture), seconds(torture))));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }

  /// One JVM for each story is the least: for all ways to compile there must be time to spare.
  static double least(HuntPlan plan) {
    return plan.isEmpty() ? 0 : Prices.TYPICAL.brief().least(plan.sheets().size());
  }

  /// As much of it as fits what each phase is given.
  Work fitting(List<Duration> given) {
    return new Work(
        hunt.fitting(given.getFirst()),
        explore.fitting(given.get(1)),
        trial.fitting(given.get(2)),
        given.get(3).isZero() ? TorturePlan.NOTHING : tour.with(given.get(3)),
        bench.fitting(given.get(4)),
        given.get(5));
  }

  /// The same from somewhere in the middle on, and round again.
  Work beginningAt(long seed) {
    return new Work(
        hunt.of(rotated(hunt.sheets(), seed)),
        new ExplorePlan(rotated(explore.tasks(), seed), explore.budget()),
        trial.of(rotated(trial.sheets(), seed)),
        tour,
        bench.of(rotated(bench.sheets(), seed)),
        torture);
  }

  private static <T> List<T> rotated(List<T> all, long seed) {
    List<T> rotated = new ArrayList<>(all);
    Collections.rotate(rotated, -(int) Math.floorMod(seed, (long) Math.max(1, all.size())));
    return rotated;
  }

  /// The same with what failed the last time before all else.
  Work inOrder(Worries worries) {
    return new Work(
        hunt.of(worries.first(hunt.sheets(), sheet -> sheet)),
        new ExplorePlan(worries.first(explore.tasks(), Task::sheet), explore.budget()),
        trial.of(worries.first(trial.sheets(), sheet -> sheet)),
        tour,
        bench,
        torture);
  }

  /// The same with another hunt.
  Work with(HuntPlan other) {
    return new Work(other, explore, trial, tour, bench, torture);
  }

  /// What judges something, piece by piece.
  Stream<Entry> planned() {
    return Stream.of(hunt.planned(), trial.planned(), explore.planned()).flatMap(pieces -> pieces);
  }

  boolean isEmpty() {
    return hunt.isEmpty()
        && explore.isEmpty()
        && trial.isEmpty()
        && tour.isEmpty()
        && bench.isEmpty()
        && torture.isZero();
  }

  /// What a part of this lacks, in words; empty if it lacks nothing.
  String lacking(Work part) {
    List<String> words = new ArrayList<>();
    lacking(words, hunt.sheets(), part.hunt.sheets(), "tests of the hunt");
    lacking(words, explore.tasks(), part.explore.tasks(), "explorations");
    lacking(words, trial.sheets(), part.trial.sheets(), "tests of the trial");
    lacking(words, tour.faults(), part.tour.faults(), "faults under torture");
    lacking(words, bench.sheets(), part.bench.sheets(), "benchmarks");
    if (part.torture.isZero() && !torture.isZero()) {
      words.add("torture");
    }
    return String.join(", ", words);
  }

  private static void lacking(List<String> words, List<?> all, List<?> part, String what) {
    if (part.size() < all.size()) {
      words.add("%d of %d %s".formatted(all.size() - part.size(), all.size(), what));
    }
  }

  /// One line for each phase that has work.
  List<String> describe() {
    List<String> lines = new ArrayList<>();
    say(lines, hunt.isEmpty(), "hunt     " + hunt.describe());
    say(lines, explore.isEmpty(), "explore  " + explore.describe());
    say(lines, trial.isEmpty(), "trial    " + trial.describe());
    say(lines, tour.isEmpty(), "museum   " + tour.describe());
    say(lines, bench.isEmpty(), "bench    " + bench.describe());
    say(
        lines,
        torture.isZero(),
        "torture  kernel %s on %d vCPUs, about %d s and whatever is left"
            .formatted(bench.kernel(), TorturePlan.VCPUS, torture.toSeconds()));
    return lines;
  }

  private static void say(List<String> lines, boolean not, String line) {
    if (!not) {
      lines.add("  " + line);
    }
  }
}

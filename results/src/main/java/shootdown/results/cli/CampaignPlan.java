package shootdown.results.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import shootdown.results.bench.BenchPlan;
import shootdown.results.bench.BenchmarkSheet;
import shootdown.results.cli.Budget.Phase;
import shootdown.results.explore.ExplorePlan;
import shootdown.results.explore.Task;
import shootdown.results.hunt.HuntPlan;
import shootdown.results.hunt.Prices;
import shootdown.results.story.StoryCatalogue;
import shootdown.results.story.StorySheet;
import shootdown.results.torture.TorturePlan;

/// What a campaign does, decided before anything runs.
///
/// @param again stories that failed the last time, in a start of their own if there is time for one
/// @param torture seconds that the kernel itself is tortured for, at least: at the end, for as long
///   as is left
record CampaignPlan(
    HuntPlan again,
    HuntPlan hunt,
    ExplorePlan explore,
    HuntPlan trial,
    TorturePlan tour,
    BenchPlan bench,
    Duration torture,
    Duration total,
    boolean enough) {
  private static final double HUNT = 0.38;
  private static final double TORTURE_LEAST = 4;
  private static final double TORTURE_SHARE = 0.25;

  /// What is asked of a campaign.
  ///
  /// @param seed of its torture
  record Wanted(String kernel, Pattern only, Duration total, long seed) {}

  static CampaignPlan of(
      Wanted wanted,
      StoryCatalogue stories,
      List<BenchmarkSheet> benchmarks,
      Done done,
      Worries worries) {
    String kernel = wanted.kernel();
    boolean tries = kernel.equals(KernelName.FIXED);
    Duration total = wanted.total();
    List<StorySheet> selected = withControls(stories.matching(wanted.only()), stories);
    HuntPlan hunt = missing(new HuntPlan(kernel, selected, total), done);
    HuntPlan trial = missing(HuntPlan.inTurn(tries ? selected : List.of(), total), done);
    ExplorePlan explore =
        missing(ExplorePlan.campaign(kernel, stories.explorable(wanted.only()), tries), done);
    BenchPlan bench =
        new BenchPlan(
            kernel, benchmarks.stream().filter(b -> !done.measured(b.id())).toList(), total);
    boolean tortures = wanted.only().pattern().equals(CampaignCommand.ALL);
    TorturePlan tour =
        (tries && tortures ? TorturePlan.ofMuseum(wanted.seed()) : TorturePlan.NOTHING)
            .without(done.toured());
    boolean alone = TorturePlan.vcpus(kernel) == 1; // torture needs somebody to race with
    double torture = tortures && !alone && !done.tortured(kernel) ? TORTURE_LEAST : 0;
    Budget budget =
        Budget.split(
            total,
            List.of(
                new Phase(HUNT, least(hunt.sheets())),
                new Phase(0.19, explore.least()),
                new Phase(0.19, least(trial.sheets())),
                new Phase(0.05 * (1 - TORTURE_SHARE), tour.least()),
                new Phase(0.19, bench.least()),
                new Phase(0.05 * TORTURE_SHARE, torture)));
    List<Duration> given = budget.given();
    List<HuntPlan> hunts = inOrder(hunt.with(given.getFirst()), worries);
    return new CampaignPlan(
        hunts.getFirst(),
        hunts.getLast(),
        new ExplorePlan(worries.first(explore.tasks(), Task::sheet), total).fitting(given.get(1)),
        trial.with(given.get(2)),
        tour.with(given.get(3)),
        bench.with(given.get(4)),
        given.get(5),
        total,
        budget.enough());
  }

  boolean isEmpty() {
    return again.isEmpty()
        && hunt.isEmpty()
        && explore.isEmpty()
        && trial.isEmpty()
        && bench.isEmpty()
        && torture.isZero();
  }

  List<String> describe() {
    List<String> lines = new ArrayList<>();
    lines.add("campaign of " + total.toSeconds() + " s:");
    say(lines, again.isEmpty(), "again    " + again.describe() + ": these failed the last time");
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
    say(
        lines,
        enough,
        "This is too little time for all of it: expect gaps, or choose with --only.");
    return lines;
  }

  private static void say(List<String> lines, boolean not, String line) {
    if (!not) {
      lines.add("  " + line);
    }
  }

  /// What failed the last time, and the rest; both in one if there is no time for two starts.
  private static List<HuntPlan> inOrder(HuntPlan all, Worries worries) {
    List<StorySheet> first = all.sheets().stream().filter(worries::about).toList();
    List<StorySheet> rest = all.sheets().stream().filter(s -> !worries.about(s)).toList();
    double seconds = all.budget().toMillis() / 1000.0;
    if (first.isEmpty() || seconds < least(first) + least(rest)) {
      return List.of(all.of(List.of()), all);
    }
    double share = Math.max(least(first), seconds * first.size() / all.sheets().size());
    Duration its = Duration.ofMillis((long) (share * 1000));
    return List.of(
        all.of(first).with(rest.isEmpty() ? all.budget() : its),
        all.of(rest).with(all.budget().minus(its)));
  }

  /// Without stories that have had the forks that there is time for.
  private static HuntPlan missing(HuntPlan plan, Done done) {
    Duration share = Duration.ofMillis((long) (plan.budget().toMillis() * HUNT));
    int forks = plan.with(share).isBrief() ? 1 : (int) Prices.TYPICAL.forks();
    return plan.of(
        plan.sheets().stream().filter(s -> !done.hunted(s, plan.kernelsOf(s), forks)).toList());
  }

  private static ExplorePlan missing(ExplorePlan plan, Done done) {
    return new ExplorePlan(
        plan.tasks().stream().filter(task -> !done.explored(task)).toList(), plan.budget());
  }

  /// One JVM for each story is the least: for all ways to compile there must be time to spare.
  private static double least(List<StorySheet> sheets) {
    return sheets.isEmpty() ? 0 : Prices.TYPICAL.brief().least(sheets.size());
  }

  /// The selection, and the controls that its stories are to be compared with.
  private static List<StorySheet> withControls(List<StorySheet> chosen, StoryCatalogue stories) {
    return stories.where(
        sheet ->
            chosen.contains(sheet)
                || (sheet.kind() == StorySheet.Kind.CONTROL
                    && chosen.stream().anyMatch(s -> s.control().equals(sheet.simpleName()))));
  }
}

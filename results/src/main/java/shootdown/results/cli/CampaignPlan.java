package shootdown.results.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import shootdown.results.bench.BenchPlan;
import shootdown.results.bench.BenchmarkSheet;
import shootdown.results.explore.ExplorePlan;
import shootdown.results.hunt.HuntPlan;
import shootdown.results.hunt.Prices;
import shootdown.results.run.Entry;
import shootdown.results.story.StoryCatalogue;
import shootdown.results.story.StorySheet;
import shootdown.results.torture.TorturePlan;

/// What a campaign does, decided before anything runs.
///
/// @param again stories that failed the last time, in a start of their own if there is time for one
/// @param work all the rest
/// @param leftOut what the budget is too short for, in words; empty if there is time for all
record CampaignPlan(HuntPlan again, Work work, Duration total, String leftOut) {
  /// What is asked of a campaign.
  ///
  /// @param seed of its torture, and where it begins if it cannot do all: another campaign sees
  ///   another part
  record Wanted(String kernel, Pattern only, Duration total, long seed) {}

  static CampaignPlan of(
      Wanted wanted,
      StoryCatalogue stories,
      List<BenchmarkSheet> benchmarks,
      Done done,
      Worries worries) {
    Duration total = wanted.total();
    Work all = all(wanted, stories, benchmarks, done);
    boolean enough = all.share(total).enough();
    Work begun = (enough ? all : all.beginningAt(wanted.seed())).inOrder(worries);
    Work planned = begun.fitting(begun.share(total).given());
    List<HuntPlan> hunts = firstAndRest(planned.hunt(), worries);
    return new CampaignPlan(
        hunts.getFirst(), planned.with(hunts.getLast()), total, all.lacking(planned));
  }

  /// As if there were time for all of it.
  private static Work all(
      Wanted wanted, StoryCatalogue stories, List<BenchmarkSheet> benchmarks, Done done) {
    String kernel = wanted.kernel();
    boolean tries = kernel.equals(KernelName.FIXED);
    Duration total = wanted.total();
    List<StorySheet> selected = withControls(stories.matching(wanted.only()), stories);
    boolean tortures = wanted.only().pattern().equals(CampaignCommand.ALL);
    boolean alone = TorturePlan.vcpus(kernel) == 1; // torture needs somebody to race with
    return new Work(
        missing(new HuntPlan(kernel, selected, total), done),
        missing(ExplorePlan.campaign(kernel, stories.explorable(wanted.only()), tries), done),
        missing(HuntPlan.inTurn(tries ? selected : List.of(), total), done),
        (tries && tortures ? TorturePlan.ofMuseum(wanted.seed()) : TorturePlan.NOTHING)
            .without(done.toured()),
        new BenchPlan(
            kernel, benchmarks.stream().filter(b -> !done.measured(b.id())).toList(), total),
        tortures && !alone && !done.tortured(kernel) ? Work.TORTURE_LEAST : Duration.ZERO);
  }

  boolean isEmpty() {
    return again.isEmpty() && work.isEmpty();
  }

  /// What judges something, piece by piece.
  Stream<Entry> planned() {
    return Stream.concat(again.planned(), work.planned());
  }

  List<String> describe() {
    List<String> lines = new ArrayList<>();
    lines.add("campaign of " + total.toSeconds() + " s:");
    if (!again.isEmpty()) {
      lines.add("  again    " + again.describe() + ": these failed the last time");
    }
    lines.addAll(work.describe());
    if (!leftOut.isEmpty()) {
      lines.add("  no time for " + leftOut + ": give it more, or choose with --only");
    }
    return lines;
  }

  /// What failed the last time, and the rest; both in one if there is no time for two starts.
  private static List<HuntPlan> firstAndRest(HuntPlan all, Worries worries) {
    List<StorySheet> first = all.sheets().stream().filter(worries::about).toList();
    List<StorySheet> rest = all.sheets().stream().filter(s -> !worries.about(s)).toList();
    double seconds = all.budget().toMillis() / 1000.0;
    if (first.isEmpty() || seconds < Work.least(all.of(first)) + Work.least(all.of(rest))) {
      return List.of(all.of(List.of()), all);
    }
    double share =
        Math.max(Work.least(all.of(first)), seconds * first.size() / all.sheets().size());
    Duration its = Duration.ofMillis((long) (share * 1000));
    return List.of(
        all.of(first).with(rest.isEmpty() ? all.budget() : its),
        all.of(rest).with(all.budget().minus(its)));
  }

  /// Without stories that have had the forks that there is time for.
  private static HuntPlan missing(HuntPlan plan, Done done) {
    Duration share = Duration.ofMillis((long) (plan.budget().toMillis() * Work.HUNT));
    int forks = plan.with(share).isBrief() ? 1 : (int) Prices.TYPICAL.forks();
    return plan.of(
        plan.sheets().stream().filter(s -> !done.hunted(s, plan.kernelsOf(s), forks)).toList());
  }

  private static ExplorePlan missing(ExplorePlan plan, Done done) {
    return new ExplorePlan(
        plan.tasks().stream().filter(task -> !done.explored(task)).toList(), plan.budget());
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

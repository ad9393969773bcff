package shootdown.results.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import shootdown.results.bench.BenchPlan;
import shootdown.results.bench.BenchmarkSheet;
import shootdown.results.explore.ExplorePlan;
import shootdown.results.hunt.HuntPlan;
import shootdown.results.hunt.Prices;
import shootdown.results.story.StoryCatalogue;
import shootdown.results.story.StorySheet;

/// What a campaign does, decided before anything runs.
record CampaignPlan(
    HuntPlan hunt,
    ExplorePlan explore,
    HuntPlan trial,
    BenchPlan bench,
    Duration total,
    boolean enough) {

  static CampaignPlan of(
      String kernel,
      Duration total,
      Pattern only,
      StoryCatalogue stories,
      List<BenchmarkSheet> benchmarks) {
    List<StorySheet> hunted = withControls(stories.matching(only), stories);
    List<StorySheet> explored = stories.explorable(only);
    boolean tries = kernel.equals(KernelName.FIXED);
    ExplorePlan explore = ExplorePlan.campaign(kernel, explored, tries);
    HuntPlan trial = HuntPlan.inTurn(tries ? hunted : List.of(), total);
    Budget budget =
        Budget.split(
            total,
            least(hunted),
            explore.least(),
            least(trial.sheets()),
            new BenchPlan(kernel, benchmarks, total).least());
    return new CampaignPlan(
        new HuntPlan(kernel, hunted, budget.hunt()),
        explore.fitting(budget.explore()),
        trial.with(budget.trial()),
        new BenchPlan(kernel, benchmarks, budget.bench()),
        total,
        budget.enough());
  }

  boolean isEmpty() {
    return hunt.isEmpty() && explore.isEmpty() && bench.isEmpty();
  }

  List<String> describe() {
    List<String> lines = new ArrayList<>();
    lines.add("campaign of " + total.toSeconds() + " s:");
    if (!hunt.isEmpty()) {
      lines.add("  hunt     " + hunt.describe());
    }
    if (!explore.isEmpty()) {
      lines.add("  explore  " + explore.describe());
    }
    if (!trial.isEmpty()) {
      lines.add("  trial    " + trial.describe());
    }
    if (!bench.isEmpty()) {
      lines.add("  bench    " + bench.describe());
    }
    if (!enough) {
      lines.add("  This is too little time for all of it: expect gaps, or choose with --only.");
    }
    return lines;
  }

  private static double least(List<StorySheet> sheets) {
    return sheets.isEmpty() ? 0 : Prices.TYPICAL.least(sheets.size());
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

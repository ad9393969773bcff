package shootdown.results.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import shootdown.results.bench.BenchmarkSheet;
import shootdown.results.story.StoryCatalogue;
import shootdown.results.story.StorySheet;

/// What fits a budget.
class CampaignPlanTest {
  private static final List<StorySheet> STORIES =
      IntStream.range(0, 43).mapToObj(CampaignPlanTest::story).toList();
  private static final List<BenchmarkSheet> BENCHMARKS =
      IntStream.range(0, 13)
          .mapToObj(n -> new BenchmarkSheet("a.Bench.b" + n, Map.of("n", 2), false))
          .toList();

  @Test
  void tenMinutesAreEnoughForAll() {
    CampaignPlan plan = plan(Duration.ofMinutes(10), 1, Worries.NONE);
    assertEquals("", plan.leftOut());
    assertEquals(43, plan.work().hunt().sheets().size());
    assertEquals(13, plan.work().bench().sheets().size());
  }

  @Test
  void aMinuteIsEnoughForSomeAndTheRestIsNamed() {
    CampaignPlan plan = plan(Duration.ofMinutes(1), 1, Worries.NONE);
    int hunted = plan.work().hunt().sheets().size();
    assertTrue(hunted > 0 && hunted < 43, () -> hunted + " hunted");
    assertTrue(
        plan.leftOut().startsWith(43 - hunted + " of 43 tests of the hunt, "), plan::leftOut);
    assertTrue(plan.describe().getLast().startsWith("  no time for "), plan.describe()::toString);
    assertTrue(
        Work.least(plan.work().hunt()) <= plan.work().hunt().budget().toMillis() / 1000.0,
        "what is planned fits");
  }

  @Test
  void anotherCampaignSeesAnotherPart() {
    assertNotEquals(
        plan(Duration.ofMinutes(1), 1, Worries.NONE).work().hunt().sheets(),
        plan(Duration.ofMinutes(1), 20, Worries.NONE).work().hunt().sheets());
  }

  @Test
  void whatFailedTheLastTimeIsNeverLeftOut() {
    Worries worries = new Worries("run", Set.of("a.Story_41"));
    for (long seed = 0; seed < 43; seed++) {
      CampaignPlan plan = plan(Duration.ofMinutes(1), seed, worries);
      boolean first =
          plan.again().sheets().contains(STORIES.get(41))
              || plan.work().hunt().sheets().getFirst().equals(STORIES.get(41));
      assertTrue(first, plan.describe()::toString);
    }
  }

  @Test
  void aSecondIsNotEnoughForAnything() {
    assertTrue(plan(Duration.ofMillis(500), 1, Worries.NONE).isEmpty());
    assertFalse(plan(Duration.ofMillis(500), 1, Worries.NONE).leftOut().isEmpty());
  }

  private static CampaignPlan plan(Duration total, long seed, Worries worries) {
    return CampaignPlan.of(
        new CampaignPlan.Wanted("fixed", Pattern.compile(CampaignCommand.ALL), total, seed),
        StoryCatalogue.of(STORIES),
        BENCHMARKS,
        Done.NOTHING,
        worries);
  }

  private static StorySheet story(int n) {
    return new StorySheet(
        "a.Story_%02d".formatted(n),
        StorySheet.Kind.STORY,
        2,
        "?",
        "",
        List.of("S4"),
        n % 3 == 0 ? List.of("seed") : List.of(),
        "");
  }
}

package shootdown.results.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import shootdown.explore.Search;
import shootdown.explore.Settings;
import shootdown.results.run.Json;
import shootdown.results.story.StorySheet;

class ExplorePlanTest {
  private static final StorySheet SHEET = StorySheet.unknown("a.Story", 2);

  @Test
  void saysWhatItWillDo() {
    assertEquals(
        "2 explorations on kernel fixed, memory tso, exhaustive without bound, 60.0 s each, at most"
            + " 120 s",
        ExplorePlan.of(List.of(SHEET, SHEET), Settings.DEFAULT).describe());
    assertEquals(
        "1 exploration on kernel fixed, memory tso, pct from seed 7, 60.0 s each, at most 60 s",
        ExplorePlan.of(List.of(SHEET), Settings.DEFAULT.search(Search.PCT).seed(7)).describe());
  }

  @Test
  void aCampaignTriesTheSeedFirstAndThenBothMemoryModels() {
    ExplorePlan plan = ExplorePlan.campaign("fixed", List.of(SHEET), "seed", List.of(SHEET));
    assertEquals(
        "3 explorations on kernel seed and fixed, memory sc and tso, exhaustive up to bound 2,"
            + " 30.0 s each, at most 90 s",
        plan.with(Duration.ofSeconds(90)).describe());
    assertEquals(5, plan.least(), 1e-9);
    assertEquals(3, plan.fitting(Duration.ofMinutes(1)).tasks().size());
    assertEquals(2, plan.fitting(Duration.ofMillis(2900)).tasks().size());
    assertTrue(plan.fitting(Duration.ofMillis(900)).isEmpty());
    assertEquals(0, ExplorePlan.campaign("fixed", List.of(), "seed", List.of()).least());
  }

  @Test
  void anOrderIsReadBack() {
    Task.Order order = new Task(SHEET, Settings.DEFAULT.time(Duration.ofMillis(1500))).order();
    String line = Json.lines().writeValueAsString(order);
    assertEquals(1, line.lines().count());
    assertEquals(order, Json.lines().readValue(line, Task.Order.class));
  }

  @Test
  void aMessageIsToldFromWhateverElseIsPrinted() {
    Message message = new Message.Replayed("held, apart", "vcpu0 | vcpu1\n⚡");
    assertTrue(message.line().matches("\\p{ASCII}+"), message.line());
    assertEquals(Optional.of(message), Message.parse(message.line()));
    assertEquals(Optional.empty(), Message.parse("OpenJDK warning: x"));
    assertEquals(Optional.empty(), Message.parse(message.line().substring(0, 30)));
  }
}

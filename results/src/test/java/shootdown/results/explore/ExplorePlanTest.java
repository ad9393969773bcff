package shootdown.results.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
  void aCampaignLooksUnderBothMemoryModels() {
    ExplorePlan plan = ExplorePlan.campaign("fixed", List.of(SHEET), true);
    assertEquals(
        "2 explorations on kernel fixed, memory sc and tso, exhaustive up to bound 2,"
            + " 30.0 s each, at most 60 s",
        plan.with(Duration.ofSeconds(60)).describe());
    assertEquals(4, plan.least(), 1e-9);
    assertEquals(2, plan.fitting(Duration.ofMinutes(1)).tasks().size());
    assertEquals(1, plan.fitting(Duration.ofMillis(3900)).tasks().size());
    assertTrue(plan.fitting(Duration.ofMillis(2900)).isEmpty());
    assertEquals(0, ExplorePlan.campaign("fixed", List.of(), false).least());
  }

  /// A killer of A01 that must convict the seed too.
  @Test
  void aCampaignTriesTheSeedAndTheMuseumFirst() {
    StorySheet sheet =
        new StorySheet(
            "a.Exit_01_LazyBorrower",
            StorySheet.Kind.STORY,
            2,
            "",
            "",
            List.of("S4"),
            List.of("seed"),
            "");
    ExplorePlan plan = ExplorePlan.campaign("fixed", List.of(sheet), true);
    List<Task> tasks = plan.tasks();
    assertEquals(List.of("seed", "A01"), kernels(tasks).subList(0, 2));
    assertEquals(List.of("fixed", "fixed"), kernels(tasks).subList(tasks.size() - 2, tasks.size()));
    assertTrue(tasks.getFirst().convicting());
    assertTrue(tasks.get(1).convicting());
    assertEquals(2 + 0.25 * (tasks.size() - 2) + 2, plan.least(), 1e-9);
    assertEquals(
        List.of("fixed", "fixed"),
        kernels(ExplorePlan.campaign("fixed", List.of(sheet), false).tasks()));
  }

  /// Exit_04 breaks S4 on the way to S9, for which it is there.
  @Test
  void aTrialEndsAtTheDefectsOwnInvariant() {
    StorySheet sheet =
        new StorySheet(
            "a.Exit_04_UseMm",
            StorySheet.Kind.STORY,
            2,
            "",
            "",
            List.of("S9"),
            List.of("seed"),
            "");
    Task.Order order =
        ExplorePlan.campaign("fixed", List.of(sheet), true).tasks().getFirst().order();
    assertFalse(order.wants("S4 pinned bit cleared, overlapped"));
    assertFalse(order.wants("held, overlapped"));
    assertTrue(order.wants("S9 leave_mm called while the TLB state is OK, overlapped"));
    assertFalse(order.wants("S91 something else, overlapped"));
  }

  private static List<String> kernels(List<Task> tasks) {
    return tasks.stream().map(task -> task.settings().kernel()).toList();
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
    String line = Message.LINES.line(message);
    assertTrue(line.matches("\\p{ASCII}+"), line);
    assertEquals(Optional.of(message), Message.LINES.parse(line));
    assertEquals(Optional.empty(), Message.LINES.parse("OpenJDK warning: x"));
    assertEquals(Optional.empty(), Message.LINES.parse(line.substring(0, 30)));
  }
}

package shootdown.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import shootdown.explore.Carrier;
import shootdown.explore.Explorer;
import shootdown.explore.Schedule;

/// A failure cut down to a few steps that can be explored.
final class CutTest {
  private static final Duration LONG = Duration.ofMinutes(2);

  private static List<Long> steps(String... steps) {
    return List.of(steps).stream().map(Steps::parse).toList();
  }

  /// The third vCPU broke the rule, with what the first one had begun.
  private static final List<List<Long>> LAST =
      List.of(
          steps("protect:1", "fork:37b2514a", "use-mm:ff448c71"),
          steps("map:5"),
          steps("speculate:b787c1d6", "exit:a25bce44"));

  @Test
  void whatIsNotNeededIsDropped() {
    Excerpted cut = new Cut("A01", "S4", LONG, () -> false).find(Scenario.preset("exits"), LAST, 2);
    Schedule schedule = cut.schedule().orElseThrow();
    assertTrue(
        schedule.story().endsWith("| fork:37b2514a use-mm:ff448c71 | exit:a25bce44"),
        schedule.story());
    assertEquals(Excerpt.class.getName(), schedule.storyClass());
    assertTrue(cut.report().startsWith("Cut down to 3 operations of two vCPUs"), cut.report());
    assertTrue(cut.report().contains("\n  vcpu1: exit:a25bce44\nS4 "), cut.report());
    assertTrue(cut.report().contains("BREACH S4"), cut.report());
  }

  @Test
  void whatWasFoundCanBeReadAndSeenAgain() {
    Schedule found =
        new Cut("A01", "S4", LONG, () -> false)
            .find(Scenario.preset("exits"), LAST, 2)
            .schedule()
            .orElseThrow();
    Schedule read = Schedule.parse(found.toString());
    var explorer = new Explorer(Carrier.best(), CutTest.class.getClassLoader());
    assertEquals(found.outcome(), explorer.replay(read).outcome());
  }

  @Test
  void whatDoesNotShowIsSaid() {
    List<List<Long>> harmless = List.of(steps("kthread:1"), steps("kthread:2"));
    Excerpted cut =
        new Cut("fixed", "S4", LONG, () -> false).find(Scenario.preset("exits"), harmless, 1);
    assertTrue(cut.schedule().isEmpty());
    assertTrue(cut.report().startsWith("Not cut down: S4 was not broken in "), cut.report());
  }

  @Test
  void whoGoesDownLeavesInterruptsOffAndMay() {
    List<List<Long>> down = List.of(steps("kthread:1"), steps("cpu-down:1"));
    Excerpted cut =
        new Cut("fixed", "S7", LONG, () -> false).find(Scenario.preset("hotplug"), down, 1);
    assertTrue(cut.report().startsWith("Not cut down: S7 was not broken in "), cut.report());
  }

  @Test
  void aStoryThatMakesNoSenseIsRefused() {
    var explorer = new Explorer(Carrier.best(), CutTest.class.getClassLoader());
    Schedule nonsense =
        Schedule.parse(
            """
            shootdown schedule 1
            story   shootdown.torture.Excerpt levels=9
            kernel  fixed
            memory  sc
            outcome held, apart
            """);
    var e = assertThrows(IllegalArgumentException.class, () -> explorer.replay(nonsense));
    assertTrue(String.valueOf(e.getMessage()).startsWith("no piece of a torture run"));
  }
}

package shootdown.results.hunt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import shootdown.results.run.Planned;
import shootdown.results.story.StorySheet;

class MutantsTest {
  private static final StorySheet STORY =
      new StorySheet(
          "a.Exit_02", StorySheet.Kind.STORY, 2, "", "", List.of("S4"), List.of("seed", "A02"), "");
  private static final StorySheet PLAIN = StorySheet.unknown("a.Exit_05", 2);
  private static final HuntPlan PLAN =
      HuntPlan.inTurn(List.of(STORY, PLAIN), Duration.ofMinutes(1));

  @Test
  void whatConvictsNobodyIsNotPlayed() {
    assertEquals(List.of(STORY), PLAN.sheets());
    assertEquals(
        List.of(new Planned("seed", STORY), new Planned("A02", STORY)), PLAN.planned().toList());
    assertTrue("a.Exit_02.Mutants".matches(PLAN.selection()), PLAN.selection());
    assertFalse("a.Exit_02".matches(PLAN.selection()), PLAN.selection());
  }

  /// Each kernel gets its outcomes and its share of the time; trouble is everybody's.
  @Test
  void aForkIsTakenApartByKernel() {
    ForkResult fork =
        new ForkResult(
            "a.Exit_02.Mutants",
            2,
            Map.of("A02, S4 broken, overlapped", 3L, "seed, held, apart", 5L),
            2,
            List.of("TIMEOUT"));
    assertEquals(
        Map.of(
            "A02",
            List.of(
                new ForkResult(
                    "a.Exit_02", 2, Map.of("S4 broken, overlapped", 3L), 1, List.of("TIMEOUT"))),
            "seed",
            List.of(
                new ForkResult("a.Exit_02", 2, Map.of("held, apart", 5L), 1, List.of("TIMEOUT")))),
        Mutants.of(PLAN, List.of(fork)));
  }
}

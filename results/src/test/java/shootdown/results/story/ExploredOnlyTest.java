package shootdown.results.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ExploredOnlyTest {
  private static final String LISTED = "shootdown.results.sample.Sample_04_ExploredOnly";

  @Test
  void aListedClassIsAStoryAndAnAbsentOneIsNone() {
    assertEquals(
        List.of(
            new StorySheet(
                LISTED,
                StorySheet.Kind.STORY,
                2,
                "Can a story be explored that jcstress does not know?",
                "nothing: a sample",
                List.of("S4"),
                List.of(),
                "")),
        ExploredOnly.onClassPath().stream()
            .filter(sheet -> sheet.id().startsWith("shootdown.results.sample."))
            .toList());
  }

  @Test
  void itIsExploredAndNeverHunted() {
    StoryCatalogue stories = StoryCatalogue.onClassPath();
    Pattern all = Pattern.compile("Sample_04|Sample_01|Control");
    assertEquals(
        List.of("Sample_01_Holds", "Sample_04_ExploredOnly"),
        stories.explorable(all).stream().map(StorySheet::simpleName).toList());
    assertEquals(
        List.of("ControlPlain", "Sample_01_Holds"),
        stories.matching(all).stream().map(StorySheet::simpleName).toList());
  }
}

package shootdown.results.explore;

import java.util.Locale;
import shootdown.explore.Search;
import shootdown.explore.Settings;
import shootdown.results.run.PlannedExploration;
import shootdown.results.story.StorySheet;

/// One story to explore, in one way.
///
/// @param convicting whether the first violation is enough: it is what the exploration is for
public record Task(StorySheet sheet, Settings settings, boolean convicting) {
  public Task(StorySheet sheet, Settings settings) {
    this(sheet, settings, false);
  }

  /// What a run says of it beforehand.
  public PlannedExploration planned() {
    return new PlannedExploration(
        settings.kernel(), settings.model().word(), settings.fills(), sheet);
  }

  Order order() {
    return new Order(sheet.id(), settings, convicting);
  }

  static String word(Search search) {
    return search.name().toLowerCase(Locale.ROOT);
  }

  /// What the child needs to know of it.
  record Order(String story, Settings settings, boolean convicting) {}
}

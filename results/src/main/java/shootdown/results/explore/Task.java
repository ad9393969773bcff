package shootdown.results.explore;

import java.util.Locale;
import java.util.regex.Pattern;
import shootdown.explore.Search;
import shootdown.explore.Settings;
import shootdown.results.run.PlannedExploration;
import shootdown.results.story.StorySheet;

/// One story to explore, in one way.
///
/// @param until it ends with the first outcome that begins with this, a regular expression; empty
///   if it looks at all there is
public record Task(StorySheet sheet, Settings settings, String until) {
  public Task(StorySheet sheet, Settings settings) {
    this(sheet, settings, "");
  }

  /// The same, ended by an outcome.
  Task until(String outcome) {
    return new Task(sheet, settings, outcome);
  }

  boolean convicting() {
    return !until.isEmpty();
  }

  /// What a run says of it beforehand.
  public PlannedExploration planned() {
    return new PlannedExploration(
        settings.kernel(), settings.model().word(), settings.fills(), sheet);
  }

  Order order() {
    return new Order(sheet.id(), settings, until);
  }

  static String word(Search search) {
    return search.name().toLowerCase(Locale.ROOT);
  }

  /// What the child needs to know of it.
  record Order(String story, Settings settings, String until) {
    boolean convicting() {
      return !until.isEmpty();
    }

    boolean wants(String outcome) {
      return convicting() && Pattern.compile(until).matcher(outcome).lookingAt();
    }
  }
}

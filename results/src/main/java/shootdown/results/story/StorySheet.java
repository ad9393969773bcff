package shootdown.results.story;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import shootdown.machine.Story;

/// What is known about a test before it runs.
///
/// @param id the name jcstress knows it by
/// @param actors how many threads play at once, so how many cores it needs
/// @param convicts the kernels on which a violation is what everybody expects
/// @param control the simple name of its bare-cost control, or empty
public record StorySheet(
    String id,
    Kind kind,
    int actors,
    String question,
    String standsFor,
    List<String> guards,
    List<String> convicts,
    String control) {

  /// A story has a verdict; a control is only there to be compared with.
  public enum Kind {
    STORY,
    CONTROL
  }

  public StorySheet {
    guards = List.copyOf(guards);
    convicts = List.copyOf(convicts);
  }

  /// What a story's annotation tells.
  static StorySheet of(String id, int actors, Story story) {
    return new StorySheet(
        id,
        Kind.STORY,
        actors,
        story.question(),
        story.standsFor(),
        List.of(story.guards()),
        List.of(story.convicts()),
        story.control());
  }

  /// A sheet for a test whose class is not at hand, as in a blob from elsewhere.
  public static StorySheet unknown(String id, int actors) {
    return new StorySheet(id, kindOf(id), actors, "", "", List.of(), List.of(), "");
  }

  static Kind kindOf(String id) {
    return simpleName(id).startsWith("Control") ? Kind.CONTROL : Kind.STORY;
  }

  /// The name without package and outer classes.
  @JsonIgnore
  public String simpleName() {
    return simpleName(id);
  }

  public boolean convicts(String kernel) {
    return convicts.contains(kernel);
  }

  private static String simpleName(String id) {
    return id.substring(Math.max(id.lastIndexOf('.'), id.lastIndexOf('$')) + 1);
  }
}

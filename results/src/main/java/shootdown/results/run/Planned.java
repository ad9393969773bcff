package shootdown.results.run;

import com.fasterxml.jackson.annotation.JsonTypeName;
import shootdown.results.story.StorySheet;

/// A story that is going to run. One without a [StoryRecord] later is a finding: jcstress drops,
/// with exit 0, what needs more cores than there are.
@JsonTypeName("planned")
public record Planned(String kernel, StorySheet story) implements Entry {}

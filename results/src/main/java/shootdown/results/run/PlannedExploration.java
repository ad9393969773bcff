package shootdown.results.run;

import com.fasterxml.jackson.annotation.JsonTypeName;
import shootdown.results.story.StorySheet;

/// A story that is going to be explored. One without an [ExplorationRecord] later is a finding.
///
/// @param memory `sc` or `tso`
/// @param fills how often a processor may walk to a page of its own accord
@JsonTypeName("planned-exploration")
public record PlannedExploration(String kernel, String memory, int fills, StorySheet story)
    implements Entry {}

package shootdown.results.run;

import com.fasterxml.jackson.annotation.JsonTypeName;

/// What was asked of a campaign, so that another process can go on with it.
///
/// @param budgetSeconds for all of it
/// @param only a regular expression that chooses stories and benchmarks
@JsonTypeName("planned-campaign")
public record PlannedCampaign(double budgetSeconds, String only) implements Entry {}

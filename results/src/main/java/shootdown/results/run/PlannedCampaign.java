package shootdown.results.run;

import com.fasterxml.jackson.annotation.JsonTypeName;

/// What was asked of a campaign, so that another process can go on with it.
///
/// @param budgetSeconds for all of it
/// @param only a regular expression that chooses stories and benchmarks
/// @param leftOut what the budget was too short for, in words; empty if there is time for all
@JsonTypeName("planned-campaign")
public record PlannedCampaign(double budgetSeconds, String only, String leftOut) implements Entry {
  /// The same where something else is left out.
  public PlannedCampaign leavingOut(String other) {
    return new PlannedCampaign(budgetSeconds, only, other);
  }
}

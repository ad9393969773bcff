package shootdown.results.run;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/// The last line of a run that could say goodbye.
///
/// @param complete whether all that was planned was also tried
/// @param note why not, or empty
@JsonTypeName("end")
public record RunEnded(Instant endedAt, boolean complete, String note) implements Entry {
  /// The note of a run that had too little time for its plan.
  public static final String OUT_OF_TIME = "out of time";

  /// Whether nothing has gone wrong: all was tried that there was time for.
  public boolean endedOrderly() {
    return complete || outOfTime();
  }

  /// Whether what is missing in its run was left out for lack of time.
  public boolean outOfTime() {
    return note.equals(OUT_OF_TIME);
  }
}

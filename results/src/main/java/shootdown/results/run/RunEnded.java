package shootdown.results.run;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/// The last line of a run that could say goodbye.
///
/// @param complete whether all that was planned was also tried
/// @param note why not, or empty
@JsonTypeName("end")
public record RunEnded(Instant endedAt, boolean complete, String note) implements Entry {}

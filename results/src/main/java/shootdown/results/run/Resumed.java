package shootdown.results.run;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;

/// A run that was broken off goes on.
///
/// @param spentSeconds what those before it took together
@JsonTypeName("resumed")
public record Resumed(Instant resumedAt, double spentSeconds) implements Entry {}

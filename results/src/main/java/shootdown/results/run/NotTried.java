package shootdown.results.run;

import com.fasterxml.jackson.annotation.JsonTypeName;

/// Something planned for which there was no time. It says nothing if a record came of it all the
/// same: of another slice, or later.
///
/// @param what a [Planned] or a [PlannedExploration]
@JsonTypeName("not-tried")
public record NotTried(Entry what) implements Entry {}

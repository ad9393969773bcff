package shootdown.results.run;

import com.fasterxml.jackson.annotation.JsonTypeName;

/// What a slice under way has seen. It counts only as long as the slice has not ended: what the
/// slice then says takes its place.
@JsonTypeName("so-far")
public record SoFar(String slice, Entry record) implements Entry {}

package shootdown.torture;

import java.util.Optional;
import shootdown.explore.Schedule;

/// What has become of the attempt to cut a failure down to a few steps.
///
/// @param schedule how to see it, by `explore --replay`; empty if it was not found
/// @param report over several lines: what it was cut down to, one column a vCPU; or that it was not
public record Excerpted(Optional<Schedule> schedule, String report) {}

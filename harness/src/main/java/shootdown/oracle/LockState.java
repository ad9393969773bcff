package shootdown.oracle;

import shootdown.trace.LockKind;

/// A lock that is held.
///
/// @param kind the lock
/// @param id the mm or frame it belongs to, or [Snapshot#NONE] if there is only one
/// @param holder number of the vCPU that holds it
public record LockState(LockKind kind, int id, int holder) {}

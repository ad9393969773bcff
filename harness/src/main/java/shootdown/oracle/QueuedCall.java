package shootdown.oracle;

import shootdown.trace.HypercallOp;

/// A hypercall that waits in a vCPU's batch.
///
/// @param op what it asks for
/// @param frame the frame it is about, or [Snapshot#NONE]
/// @param queuedBy number of the vCPU that queued it
/// @param task the task that ran there when it was queued
/// @param lockedMm the mm whose page_table_lock was held then, or [Snapshot#NONE]
public record QueuedCall(HypercallOp op, int frame, int queuedBy, int task, int lockedMm) {}

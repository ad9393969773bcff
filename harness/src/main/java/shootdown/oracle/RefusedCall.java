package shootdown.oracle;

import shootdown.trace.HypercallOp;

/// A hypercall, alone or an entry of a multicall, that the hypervisor refused.
///
/// @param vcpu number of the vCPU that made it
/// @param op what it asked for
/// @param frame the frame it was about, or [Snapshot#NONE]
/// @param error the error, e.g. `-EINVAL`
public record RefusedCall(int vcpu, HypercallOp op, int frame, String error) {}

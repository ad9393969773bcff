package shootdown.oracle;

/// One run of a call's handler.
///
/// @param vcpu number of the vCPU it ran on
/// @param sender number of the vCPU whose IPI it answered
/// @param function the function it saw and ran
public record CallRun(int vcpu, int sender, String function) {}

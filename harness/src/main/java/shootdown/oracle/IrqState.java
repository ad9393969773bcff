package shootdown.oracle;

/// What a vCPU shares with the event channel code.
///
/// Stands for struct vcpu_info.
///
/// @param off evtchn_upcall_mask: interrupts are off
/// @param upcallPending evtchn_upcall_pending: somebody announced an event
/// @param selected evtchn_pending_sel is not zero: it is known where to look
/// @param inUpcall the vCPU is inside its upcall, so it will look again
public record IrqState(boolean off, boolean upcallPending, boolean selected, boolean inUpcall) {}

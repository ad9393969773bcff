package shootdown.oracle;

/// An UNPIN_TABLE that was executed on a page directory.
///
/// @param vcpu number of the vCPU that made it
/// @param frame the page directory
/// @param references its type count after the pinned bit was cleared
/// @param refusedRemaps remaps to writable in the same unpin that were refused
public record UnpinState(int vcpu, int frame, int references, int refusedRemaps) {}

package shootdown.oracle;

/// The three cr3 values of a vCPU, as root frames.
///
/// @param asked xen_cr3: what the guest last asked for
/// @param issued xen_current_cr3: what the guest knows to have been issued, or [Snapshot#NONE] if
///   its kernel keeps no such record
/// @param loaded what the hypervisor has loaded, [Snapshot#NONE] before the first start
public record Cr3State(int asked, int issued, int loaded) {}

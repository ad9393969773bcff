package shootdown.oracle;

/// A flush in flight: its entry has been changed, and whoever changed it has not yet seen the flush
/// through.
///
/// @param pgd frame of the page directory whose translations it covers
/// @param vpn the virtual page it covers, or [Snapshot#NONE] for all
/// @param vcpus bit mask of the vCPUs that have not been flushed yet
public record FlushState(int pgd, long vpn, long vcpus) {

  /// Whether it will still end a translation of a vCPU.
  public boolean covers(VcpuState vcpu, Translation translation) {
    return (vcpus & vcpu.bit()) != 0
        && translation.root() == pgd
        && (vpn == Snapshot.NONE || vpn == translation.vpn());
  }
}

package shootdown.hypervisor;

import shootdown.event.EventChannelOps;
import shootdown.mm.Pte;

/// The referee: every step of the hypervisor, none of its state.
///
/// It runs the operations of one domain in parallel, without a lock, as Xen does since 95f9581198.
/// One instance serves all machines; a variant overrides one step.
public class Hypervisor implements Multicalls, VcpuOps, PageWalker, EventChannelOps {

  /// What the domain builder leaves behind: the kernel's tables read-only in the linear map,
  /// validated, the root pinned and loaded on every vCPU. Once, before any vCPU runs.
  ///
  /// @param tables every table of the kernel, the root among them
  public void build(Domain d, int[] tables, int swapper) {
    var builder = d.vcpu(0);
    for (int table : tables) {
      require(modLinear(d, builder, table, Pte.of(table, false)), table);
    }
    require(pin(d, builder, swapper, d.geometry().levels()), swapper);
    for (int i = 0; i < d.vcpuCount(); i++) {
      require(getPageAndType(d, builder, swapper, d.geometry().levels()), swapper);
    }
  }

  private static void require(int rc, int frame) {
    if (rc != 0) {
      throw new IllegalStateException("domain builder refused: frame=" + frame + " rc=" + rc);
    }
  }

  /// Whether the guest could store to `frame` through the linear map now.
  public boolean isMappedWritable(Domain d, int frame) {
    return d.frames().inLinearMap(frame) && Pte.writable(d.frames().linearAcquire(frame));
  }
}

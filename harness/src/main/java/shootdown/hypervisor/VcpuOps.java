package shootdown.hypervisor;

import shootdown.cpu.Errno;
import shootdown.cpu.Vcpu;
import shootdown.trace.Breach;
import shootdown.trace.TraceKind;

/// VCPUOP_initialise, VCPUOP_up, VCPUOP_down.
///
/// Stands for: `do_vcpu_op`, xen/common/domain.c.
public interface VcpuOps extends NewBaseptr {

  /// Gives a vCPU that is down another page table, with the reference that goes with it; the one it
  /// had is let go, as in NEW_BASEPTR. Xen does this once in a vCPU's life, to one that has none;
  /// here each has swapper from the start.
  ///
  /// @return 0; -EINVAL if the vCPU is up or the frame cannot be a root
  default int initialise(Domain d, Vcpu by, Vcpu target, int root) {
    if (!target.isDownAcquire()) {
      return Errno.EINVAL;
    }
    int rc = getPageAndType(d, by, root, d.geometry().levels());
    if (rc == Errno.OK) {
      int old = target.cr3().loadedAcquire();
      target.cr3().loadedVolatile(root);
      putPageAndType(d, by, old);
    }
    return rc;
  }

  default void up(Vcpu target) {
    target.trace(TraceKind.CPU_UP, target.id()); // its ring is ours only until it is up
    target.setDownVolatile(false);
  }

  /// Of oneself: the vCPU runs nothing more. Whatever cr3 it has stays referenced (S20).
  default void down(Vcpu self, int swapper) {
    if (self.cr3().loadedAcquire() != swapper) {
      self.breach(Breach.DOWN_OUTSIDE_SWAPPER, self.cr3().loadedAcquire(), swapper);
    }
    self.trace(TraceKind.CPU_DOWN, self.id());
    self.setDownVolatile(true);
  }
}

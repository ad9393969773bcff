package shootdown.hypervisor;

import shootdown.cpu.Errno;
import shootdown.cpu.Vcpu;
import shootdown.trace.Breach;
import shootdown.trace.TraceKind;

/// VCPUOP_initialise, VCPUOP_up, VCPUOP_down.
///
/// Stands for: `do_vcpu_op`, xen/common/domain.c.
public interface VcpuOps extends NewBaseptr {

  /// Gives a vCPU that is down its first page table, with the reference that goes with it.
  ///
  /// @return 0; -EINVAL if the vCPU is up or the frame cannot be a root
  default int initialise(Domain d, Vcpu by, Vcpu target, int root) {
    if (!target.isDownAcquire()) {
      return Errno.EINVAL;
    }
    int rc = getPageAndType(d, by, root, d.geometry().levels());
    if (rc == Errno.OK) {
      target.cr3().loadedVolatile(root);
    }
    return rc;
  }

  default void up(Vcpu target) {
    target.setDownVolatile(false);
    target.trace(TraceKind.CPU_UP, target.id());
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

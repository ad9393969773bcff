package shootdown.hypervisor;

import shootdown.cpu.Errno;
import shootdown.cpu.Vcpu;
import shootdown.trace.TraceKind;

/// NEW_BASEPTR: loads cr3.
///
/// The reference to the new root is taken before it is installed and the old one's is dropped after
/// the load, so that at no moment does cr3 point to a table without one (S1).
///
/// Stands for: `new_guest_cr3`, xen/arch/x86/mm.c.
public interface NewBaseptr extends Validation {

  /// On the calling vCPU only, which is the thread that runs this.
  ///
  /// @return 0; -EINVAL if the frame cannot be a root, and then the old root stays
  default int newBaseptr(Domain d, Vcpu v, int frame) {
    int rc = getPageAndType(d, v, frame, d.geometry().levels());
    if (rc != Errno.OK) {
      return rc;
    }
    int old = v.cr3().loadedAcquire();
    load(d, v, frame);
    putPageAndType(d, v, old);
    return Errno.OK;
  }

  /// Writes cr3, which drops every translation: the clock ticks before, the stamp comes after.
  default void load(Domain d, Vcpu v, int frame) {
    int tick = tick(d, v);
    v.cr3().loadedVolatile(frame);
    int generation = v.tlb().reloadVolatile();
    v.flushedRelease(tick);
    v.trace(TraceKind.CR3_LOADED, frame, generation);
  }
}

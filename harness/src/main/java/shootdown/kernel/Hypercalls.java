package shootdown.kernel;

import shootdown.cpu.Errno;
import shootdown.guest.Bug;
import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.hypervisor.Va;
import shootdown.mm.Pte;
import shootdown.trace.Breach;
import shootdown.trace.HypercallOp;

/// Single hypercalls: one entry each, and an interrupt point on the way out.
///
/// Stands for: include/asm-i386/xen/hypercall.h.
public interface Hypercalls {

  /// `HYPERVISOR_update_va_mapping`.
  ///
  /// @return 0 or the error
  default int hypervisorUpdateVa(Cpu cpu, long va, long pte, int flags) {
    Guest guest = cpu.guest();
    guest.gate().enter();
    int rc = guest.hypervisor().updateVaMapping(guest.domain(), cpu, va, pte, flags);
    guest.gate().leave();
    cpu.interruptPoint();
    return rc;
  }

  /// `make_lowmem_page_readonly`, `make_lowmem_page_readwrite`: at once, and it must succeed.
  default void remapLowmem(Cpu cpu, int frame, boolean writable) {
    int rc = hypervisorUpdateVa(cpu, Va.linear(frame), Pte.of(frame, writable), 0);
    if (rc != Errno.OK) {
      throw Bug.on(cpu, Breach.HYPERCALL_REFUSED, HypercallOp.UPDATE_VA_MAPPING.ordinal(), rc);
    }
  }
}

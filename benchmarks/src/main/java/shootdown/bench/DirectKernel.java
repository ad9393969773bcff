package shootdown.bench;

import shootdown.cpu.Errno;
import shootdown.guest.Bug;
import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;
import shootdown.trace.Breach;
import shootdown.trace.HypercallOp;

/// The kernel that never batches a remap: each is a hypercall of its own, issued on the spot.
///
/// What was queued before is issued first, so the order stays: on unpin, UNPIN comes before the
/// first remap. And it answers interrupts after each, as who never batches does: there interrupts
/// are off in the hypercall alone.
///
/// Stands for: `make_lowmem_page_readonly` in the place of `xen_mc_entry`, as arch/i386/xen/mmu.c
/// had it before multicalls.
public final class DirectKernel extends FixedKernel {
  @Override
  public String name() {
    return "direct";
  }

  @Override
  public void queueUpdateVa(Cpu cpu, long va, long pte, int flags) {
    if (mcBuffer(cpu).size() != 0) {
      mcFlush(cpu);
    }
    int rc = hypervisorUpdateVa(cpu, va, pte, flags);
    if (rc != Errno.OK) {
      throw Bug.on(cpu, Breach.HYPERCALL_REFUSED, HypercallOp.UPDATE_VA_MAPPING.ordinal(), rc);
    }
    BetweenOperations.takeInterrupts(this, cpu);
  }
}

package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;

/// Unplugging takes a vCPU out of the masks first, and off its lazy mm last: powerpc's
/// __cpu_disable did so. Here both are inside one section of `call_lock`, which keeps exit out, but
/// no flush.
@Fault(
    id = "A10",
    year = 2024,
    source = "lore 20241104142318.3295663-1-herton@redhat.com",
    title = "a vCPU that goes offline leaves the mask before the page table",
    missing = "the order: load swapper, then leave the mask",
    interleaving = {
      "cpu1 borrows mm, has a translation of a page, and goes offline",
      "cpu1 clears its bit in the mask of mm",
      "cpu0 unmaps the page, reads the mask and flushes nobody",
      "cpu0 frees the page, which cpu1 can still reach through its TLB",
      "cpu1 loads swapper"
    },
    breaks = {"S10"},
    form = Form.SC,
    killedBy = {"Flush_05_CpuOffline"},
    scenario = "unplug")
public final class A10_UnplugMaskFirst extends FixedKernel {
  @Override
  public String name() {
    return "A10";
  }

  @Override
  public void leaveLastMm(Cpu self) {
    self.tlbActiveMm().cpuVmMask().clearVolatile(self.id());
    self.interruptPoint();
    loadSwapper(self);
  }
}

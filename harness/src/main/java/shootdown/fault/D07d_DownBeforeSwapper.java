package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.guest.CpuDown;
import shootdown.kernel.FixedKernel;

/// `stop_self` with its two lines the other way round: VCPUOP_down does not return, so swapper is
/// never loaded, and the page table that the vCPU happened to be on stays in its cr3 for ever.
@Fault(
    id = "D07d",
    year = 2007,
    source = "Linux f87e4cac4f4e, stop_self with load_cr3 after the hypercall",
    derived = true,
    title = "stop_self goes down on the page table it happened to have",
    missing = "swapper loaded before VCPUOP_down",
    interleaving = {
      "cpu1 runs a task of mm: its cr3 holds mm.pgd",
      "cpu0 stops everybody else",
      "cpu1 leaves the online map and goes down, mm.pgd still in its cr3",
      "the guest cannot unpin mm.pgd any more"
    },
    breaks = {"S20"},
    form = Form.SC,
    killedBy = {"Stop_01_ThenCall"},
    scenario = "boots")
public final class D07d_DownBeforeSwapper extends FixedKernel {
  @Override
  public String name() {
    return "D07d";
  }

  @Override
  public void stopSelf(Cpu self) {
    self.tlbActiveMm().cpuVmMask().clearVolatile(self.id());
    setOffline(self);
    self.guest().hypervisor().down(self, self.guest().swapper());
    throw new CpuDown(); // load_cr3(swapper_pg_dir) would have come here
  }
}

package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.guest.CpuDown;
import shootdown.kernel.FixedKernel;

/// A vCPU stops and stays in the online map, as in the seed; by 3.12 it had learned to leave. There
/// the next call awaited it for ever. The fixed `send_stop`, which waits until everybody has left
/// the map, is the first to wait in vain.
@Fault(
    id = "D07",
    year = 2013,
    source = "Linux f87e4cac4f4e, mended by fc78d343fa74",
    title = "stop_self parks the vCPU and leaves it in the online map",
    missing = "the online bit cleared before VCPUOP_down",
    interleaving = {
      "cpu0 stops everybody else",
      "cpu1 counts itself as started, loads swapper and goes down, still in the online map",
      "cpu0 waits for cpu1, which is online and answers nothing, for ever"
    },
    breaks = {"L1"},
    form = Form.SC,
    killedBy = {"Stop_01_ThenCall"},
    scenario = "boots")
public final class D07_StoppedButOnline extends FixedKernel {
  @Override
  public String name() {
    return "D07";
  }

  @Override
  public void stopSelf(Cpu self) {
    loadSwapper(self);
    self.tlbActiveMm().cpuVmMask().clearVolatile(self.id());
    self.guest().hypervisor().down(self, self.guest().swapper());
    throw new CpuDown();
  }
}

package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.kernel.FixedKernel;

/// The window as it was: the vCPU is out of the map, nobody will ask it any more, and only its last
/// idle step switches away from the mm it borrowed. An mm that exits in between is taken down under
/// it.
@Fault(
    id = "A10c",
    year = 2024,
    source = "lore 20241104142318.3295663-1-herton@redhat.com",
    title = "a vCPU that is offline still has its lazy mm in cr3",
    missing = "swapper, loaded before it leaves the online map",
    interleaving = {
      "cpu1 borrows mm and goes offline: it leaves the online map",
      "cpu0 exits from mm: cpu1 is not online, so nobody is called",
      "cpu0 unpins mm.pgd, which cpu1 still has in cr3",
      "cpu1 loads swapper"
    },
    breaks = {"S4", "S5"},
    form = Form.SC,
    killedBy = {"Exit_10_CpuOffline"},
    scenario = "hotplug")
public final class A10c_UnplugStaysOnMm extends FixedKernel {
  @Override
  public String name() {
    return "A10c";
  }

  @Override
  public void cpuDisable(Cpu self) {
    Guest guest = self.guest();
    guest.callLock().lock(self);
    setOffline(self);
    guest.callLock().unlock(self);
    self.interruptPoint();
    leaveLastMm(self);
  }
}

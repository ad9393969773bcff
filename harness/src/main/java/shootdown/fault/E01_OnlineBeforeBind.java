package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;

/// The vCPU is marked online, and its ports are bound afterwards. Xen's Linux had it in 2005; PVHVM
/// guests had it again until 2013 and met it as a BUG in the sender, when RCU sent a reschedule to
/// a vCPU that had just come online.
@Fault(
    id = "E01",
    year = 2013,
    source = "xen.git 810d33a0c9 (2005), Linux fc78d343fa74",
    title = "a vCPU is online before its IPI ports are bound",
    missing = "the ports bound before the vCPU is set in the online map",
    interleaving = {
      "cpu0 brings cpu2 up for the first time and sets it online",
      "cpu1 calls everybody, finds cpu2 online, and no port to send to: BUG",
      "cpu0 binds the ports of cpu2"
    },
    breaks = {"S19", "L1"},
    form = Form.SC,
    killedBy = {"Cpu_05_FirstUpBesideCall"},
    unseen =
        "the vCPU that comes and the one that brings it up send nothing to it meanwhile, so that it"
            + " takes a third",
    scenario = "boots")
public final class E01_OnlineBeforeBind extends FixedKernel {
  @Override
  public String name() {
    return "E01";
  }

  @Override
  public void cpuUp(Cpu cpu, Cpu target) {
    resetPerCpu(target);
    setOnline(cpu, target);
    bindIpis(cpu, target);
    cpu.guest().hypervisor().up(target);
  }
}

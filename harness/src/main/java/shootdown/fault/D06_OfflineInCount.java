package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;
import shootdown.sync.CpuMask;

/// Who is counted is not who is sent to: the mask is counted as it came, and sent to as far as it
/// is online. The seed did so, Linux until its generic calls (3b16cf87), and Xen in its own flush
/// until 2010.
@Fault(
    id = "D06",
    year = 2010,
    source = "xen.git f17a2b83f7, Linux 3b16cf874861",
    title = "a call awaits a vCPU that is not online",
    missing = "the look at the online map before counting, under call_lock",
    interleaving = {
      "cpu0 makes up its mind to call cpu1",
      "cpu1 takes call_lock, leaves the online map and goes down",
      "cpu0 counts cpu1, and sends to those that are online: to nobody",
      "cpu0 waits for one answer for ever"
    },
    breaks = {"L1"},
    form = Form.SC,
    killedBy = {"Cpu_02_OfflineBesideCall", "Cpu_03_DownBesideTwoCalls", "Exit_10_CpuOffline"},
    scenario = "mixed")
public final class D06_OfflineInCount extends FixedKernel {
  @Override
  public String name() {
    return "D06";
  }

  @Override
  public long callTargets(Cpu cpu, long mask) {
    return mask & ~CpuMask.of(cpu.id());
  }
}

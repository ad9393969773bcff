package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;

/// `send_stop` waits until the function has *returned* everywhere; but `stop_self` never returns.
/// Linux passes `wait` through since 2010: `xen_stop_other_cpus(1)` cannot end.
@Fault(
    id = "D07w",
    year = 2010,
    source = "Linux 76fac077db6b, xen_stop_other_cpus(wait)",
    title = "send_stop waits for a function that never returns",
    missing = "wait = 0",
    interleaving = {
      "cpu0 stops everybody else and waits until they have finished",
      "cpu1 counts itself as started, loads swapper, leaves the online map and goes down",
      "cpu0 waits for cpu1 to count itself as finished, for ever"
    },
    breaks = {"L1"},
    form = Form.SC,
    killedBy = {"Stop_01_ThenCall"},
    scenario = "boots")
public final class D07w_StopWaits extends FixedKernel {
  @Override
  public String name() {
    return "D07w";
  }

  @Override
  public void sendStop(Cpu cpu) {
    long online = cpu.guest().online().snapshotOpaque();
    callFunctionMask(cpu, online, stopSelfFunction(), null, true);
  }
}

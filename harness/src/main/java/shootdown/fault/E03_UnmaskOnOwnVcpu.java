package shootdown.fault;

import shootdown.cpu.Vcpu;
import shootdown.event.EventChannels;
import shootdown.kernel.FixedKernel;

/// Unmasking a port looks at the caller's own vCPU only. If the port is bound to another one, and
/// became pending while it was masked, that other is never told; and the caller, who is, skips what
/// is not his.
@Fault(
    id = "E03",
    year = 2005,
    source = "xen.git 3e61615263",
    title = "unmasking a port bound to another vCPU tells the wrong one",
    missing = "the hypercall for a port that is bound to another vCPU",
    interleaving = {
      "cpu0 masks a port of cpu1",
      "xen has an event for the port, and finds it masked: pending, and nobody is told",
      "cpu0 unmasks the port and tells itself that there is something to look at",
      "cpu0 looks, and skips the port: it is not its own",
      "cpu1 sleeps on"
    },
    breaks = {"S17", "L1"},
    form = Form.SC,
    killedBy = {"Ipi_09_EnabledElsewhere"},
    scenario = "ipis",
    endures = "No workload masks and unmasks a port.")
public final class E03_UnmaskOnOwnVcpu extends FixedKernel {
  @Override
  public String name() {
    return "E03";
  }

  @Override
  public boolean isBoundElsewhere(EventChannels channels, Vcpu vcpu, int port) {
    return false;
  }
}

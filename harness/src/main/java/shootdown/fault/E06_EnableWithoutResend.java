package shootdown.fault;

import shootdown.cpu.Vcpu;
import shootdown.event.EventChannels;
import shootdown.kernel.FixedKernel;

/// An interrupt that comes while it is disabled is noted, and enabling it does not raise it again:
/// it waits for the next one, which may never be sent. In Xen's Linux it was noted in software by
/// the time it was enabled; here the pending bit is the note.
@Fault(
    id = "E06",
    year = 2005,
    source = "xen.git 9174fdfbfc, Linux ee8fa1c67f0b (2008)",
    title = "an interrupt that came while disabled is not raised on enable",
    missing = "the second look at the pending bit after unmasking, and the raise",
    interleaving = {
      "cpu1 disables its interrupt",
      "cpu0 calls cpu1: the port is pending and masked, so that nobody is told",
      "cpu1 enables its interrupt and goes on",
      "cpu0 waits for an answer for ever"
    },
    breaks = {"S17", "L1"},
    form = Form.SC,
    killedBy = {"Ipi_08_DisabledIrq"},
    scenario = "ipis",
    endures = "No workload masks and unmasks a port.")
public final class E06_EnableWithoutResend extends FixedKernel {
  @Override
  public String name() {
    return "E06";
  }

  @Override
  public void raiseAgain(EventChannels channels, Vcpu vcpu, int port) {
    // hw_resend_irq did nothing
  }
}

package shootdown.fault;

import shootdown.event.IpiVector;
import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;

/// A vCPU that goes offline gives its ports back, and nobody waits for those who are about to use
/// them. Linux removed an event channel that another vCPU was handling just then, and this one
/// followed a pointer that was gone (2020). Here it is the sender who is on his way and finds no
/// port.
@Fault(
    id = "E08",
    year = 2020,
    source = "Linux 073d0552ead5, CVE-2020-27675",
    title = "an event channel is removed while another vCPU is about to use it",
    missing = "the wait for who may still use the port; or ports that stay bound for ever",
    interleaving = {
      "cpu0 sees cpu1 online and wants it to reschedule",
      "cpu1 leaves the online map and unbinds its ports",
      "cpu0 sends to a port that is gone: BUG"
    },
    breaks = {"S19"},
    form = Form.SC,
    killedBy = {"Cpu_06_OfflineBesideReschedule"},
    scenario = "hotplug")
public final class E08_UnboundWhenOffline extends FixedKernel {
  @Override
  public String name() {
    return "E08";
  }

  @Override
  public void setOffline(Cpu self) {
    super.setOffline(self);
    var channels = self.guest().domain().channels();
    for (int v = 0; v < IpiVector.COUNT; v++) {
      unbindIpi(channels, self, IpiVector.of(v));
    }
  }
}

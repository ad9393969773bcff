package shootdown.bench;

import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.guest.McBuffer;
import shootdown.kernel.FixedKernel;

/// Issues a batch that holds one operation as that operation, without the list.
///
/// Stands for: the singleton of `xen_mc_flush`, in later versions of arch/x86/xen/multicalls.c.
public final class AdaptiveKernel extends FixedKernel {
  @Override
  public String name() {
    return "adaptive";
  }

  @Override
  public int issueList(Cpu cpu, McBuffer mc) {
    if (mc.size() != 1) {
      return super.issueList(cpu, mc);
    }
    Guest guest = cpu.guest();
    guest.gate().enter();
    int failed = guest.hypervisor().single(guest.domain(), cpu, mc);
    guest.gate().leave();
    return failed;
  }
}

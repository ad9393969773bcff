package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;
import shootdown.mm.Mm;

/// Exit unpins whatever it is given. An exec that fails drops an mm that was never activated, so
/// never pinned: the hypervisor says so, and the guest has no answer but BUG.
@Fault(
    id = "B01a",
    year = 2007,
    source = "Linux df912ea4ae72",
    title = "exit unpins a page directory that was never pinned",
    missing = "the look whether the page directory is pinned",
    interleaving = {
      "the guest builds an mm for a program and gives up before activate_mm",
      "cpu0 drops the last user of that mm",
      "cpu0 queues UNPIN for its page directory",
      "xen answers -EINVAL: not pinned"
    },
    breaks = {"S13", "S5"},
    form = Form.SC,
    killedBy = {"Exit_09_FailedExec"},
    scenario = "exits")
public final class B01a_UnpinUnpinned extends FixedKernel {
  @Override
  public String name() {
    return "B01a";
  }

  @Override
  public void unpinIfPinned(Cpu cpu, Mm mm) {
    lockPageTable(cpu, mm);
    pgdUnpin(cpu, mm);
    unlockPageTable(cpu, mm);
  }
}

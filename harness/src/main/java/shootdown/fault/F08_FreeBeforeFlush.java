package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.guest.MmuGather;
import shootdown.guest.Task;
import shootdown.kernel.FixedKernel;
import shootdown.mm.Mm;

/// Pages are free before the flush that covers them. Told of page tables in 2018; of tables the
/// hypervisor's own flush at the change of type hides it here, so it is told of the pages they map
/// (Xen's XSA-346 is that form).
@Fault(
    id = "F08",
    year = 2018,
    source = "Linux 706a1ea65e6f",
    title = "pages are freed before the flush that covers them",
    missing = "the flush before the free",
    interleaving = {
      "cpu1 walks to a page of mm and remembers it",
      "cpu0 unmaps the page and gives it back to the allocator",
      "cpu1 still can read and write what is somebody else's by now",
      "cpu0 flushes"
    },
    breaks = {"S10"},
    form = Form.SC,
    killedBy = {
      "Zap_01_BesideProtect",
      "Table_02_ReleaseBesideWalk",
      "Table_03_RecycledPage",
      "Flush_01_SwitchIn",
      "Flush_02_SwitchOut",
      "Flush_03_LazySpeculator",
      "Ipi_03_LazyMmuSection"
    },
    scenario = "tables")
public final class F08_FreeBeforeFlush extends FixedKernel {
  @Override
  public String name() {
    return "F08";
  }

  @Override
  public void flushAndFree(Task current, Mm mm, int vpn) {
    Cpu cpu = current.cpu();
    MmuGather gather = cpu.gather();
    while (!gather.isEmpty()) {
      freePage(cpu, gather.removeLast());
    }
    flushTlb(current, mm, vpn);
  }
}

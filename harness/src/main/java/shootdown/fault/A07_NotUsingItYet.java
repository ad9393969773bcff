package shootdown.fault;

import java.lang.invoke.VarHandle;
import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.kernel.FixedKernel;
import shootdown.mm.Mm;
import shootdown.sync.CpuMask;

/// Who is in the mask is flushed only if he says that he has the table: a cull by a record that is
/// written after the load. Between the load and the record the processor walks the new table, and
/// is taken for one that does not. Linux culled by `loaded_mm` since 209954cbc7d0; here the record
/// is `xen_current_cr3`.
@Fault(
    id = "A07",
    year = 2025,
    source = "Linux fea4e317f9e7",
    title = "the flush skips who has not said yet that he loaded the table",
    missing = "trust in the mask: whoever is in it is flushed",
    interleaving = {
      "cpu1 switches to a thread of mm: it sets its bit and loads the table",
      "cpu1 walks to a page of mm and caches the translation",
      "cpu0 unmaps the page and finds cpu1 in the mask, but not in xen_current_cr3",
      "cpu0 flushes nobody and frees the page",
      "cpu1 writes xen_current_cr3 and goes on with the stale translation"
    },
    breaks = {"S10"},
    form = Form.WALK,
    killedBy = {"Flush_01_SwitchIn"},
    unseen =
        "the walk comes between the load and the record, and on two cores the players of a story"
            + " walk between whole steps only",
    scenario = "flushes")
public final class A07_NotUsingItYet extends FixedKernel {
  @Override
  public String name() {
    return "A07";
  }

  @Override
  public long flushTargets(Cpu cpu, Mm mm) {
    VarHandle.fullFence();
    Guest guest = cpu.guest();
    long mask = mm.cpuVmMask().snapshotOpaque() & guest.online().snapshotOpaque();
    for (int i = 0; i < guest.cpuCount(); i++) {
      if (guest.cpu(i).cr3().issuedAcquire() != mm.pgd()) {
        mask &= ~CpuMask.of(i);
      }
    }
    return mask & ~CpuMask.of(cpu.id());
  }
}

package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.kernel.FixedKernel;
import shootdown.mm.Mm;
import shootdown.sync.CpuMask;

/// The same cull where it costs more than a stale translation: in drop_mm_ref, after the scan.
@Fault(
    id = "A07d",
    year = 2025,
    source = "Linux fea4e317f9e7, in drop_mm_ref",
    title = "exit asks only those whose active_mm is still the mm",
    missing = "trust in the mask and in xen_current_cr3",
    interleaving = {
      "cpu1 switches from a borrower of mm to a task of another mm",
      "cpu1 changes active_mm and queues NEW_BASEPTR",
      "cpu0 exits from mm, finds cpu1 in the mask, but its active_mm elsewhere",
      "cpu0 calls nobody and unpins mm.pgd, which cpu1 still has in cr3",
      "cpu1 issues its batch"
    },
    breaks = {"S4", "S5"},
    form = Form.SC,
    killedBy = {"Exit_02_QueuedSwitch", "Exit_03_Exec", "Exit_04_UseMm", "Exit_08_HighmemTables"},
    scenario = "exits")
public final class A07d_DropsWhoSaysSo extends FixedKernel {
  @Override
  public String name() {
    return "A07d";
  }

  @Override
  public long holders(Cpu cpu, Mm mm) {
    Guest guest = cpu.guest();
    long mask = mm.cpuVmMask().snapshotOpaque() | issuers(cpu, mm);
    for (int i = 0; i < guest.cpuCount(); i++) {
      if (guest.cpu(i).tlbActiveMm() != mm) {
        mask &= ~CpuMask.of(i);
      }
    }
    return mask;
  }
}

package shootdown.kernel;

import shootdown.cpu.Errno;
import shootdown.guest.Cpu;
import shootdown.guest.LazyMode;
import shootdown.hypervisor.Va;
import shootdown.mm.Geometry;
import shootdown.mm.Mm;
import shootdown.mm.Pte;
import shootdown.trace.HypercallOp;

/// Writing entries of live page tables.
///
/// Stands for: `xen_set_pte_at`, `xen_set_pmd`, arch/i386/xen/mmu.c.
public interface SetPte extends PageStores, Hypercalls {

  /// `xen_set_pte_at`: for the running task's own mm and the kernel's by virtual address, queued in
  /// lazy-MMU mode; for any other mm a plain store.
  default void setPteAt(Cpu cpu, Mm mm, int vpn, long pte) {
    if (mm == cpu.current().mm() || mm == cpu.guest().initMm()) {
      if (cpu.lazyMode() == LazyMode.MMU) {
        mcBatch(cpu);
        queueUpdateVa(cpu, Va.page(vpn), pte, 0);
        mcIssue(cpu, LazyMode.MMU);
        return;
      }
      if (hypervisorUpdateVa(cpu, Va.page(vpn), pte, 0) == Errno.OK) {
        return;
      }
    }
    int table = findTable(cpu, mm, vpn);
    storeEntry(cpu, table, cpu.guest().geometry().index(vpn, 1), pte);
  }

  /// `xen_set_pmd` and `xen_set_pud`: always by hypercall, pinned or not.
  default void setPmd(Cpu cpu, int table, int index, long entry) {
    cpu.preemptDisable();
    mcBatch(cpu);
    queueMmuUpdate(cpu, table, index, entry);
    mcIssue(cpu, LazyMode.MMU);
    cpu.preemptEnable();
  }

  /// The frame of the L1 that maps `vpn`, or -1; under `page_table_lock`.
  default int findTable(Cpu cpu, Mm mm, int vpn) {
    Geometry geometry = cpu.guest().geometry();
    int table = mm.pgd();
    for (int level = geometry.levels(); level > 1; level--) {
      long entry = loadEntry(cpu, table, geometry.index(vpn, level));
      if (!Pte.present(entry)) {
        return -1;
      }
      table = Pte.frame(entry);
    }
    return table;
  }

  /// An mmuext operation on its own, which must succeed.
  default void mmuext(Cpu cpu, HypercallOp op, int frame) {
    cpu.preemptDisable();
    mcBatch(cpu);
    queueMmuext(cpu, op, frame, 0);
    mcIssue(cpu, LazyMode.NONE);
    cpu.preemptEnable();
  }
}

package shootdown.bench;

import shootdown.guest.Cpu;
import shootdown.guest.LazyMode;
import shootdown.kernel.Kernel;
import shootdown.machine.Machine;
import shootdown.mm.Geometry;
import shootdown.mm.Mm;
import shootdown.mm.Pte;

/// The pages of a running task, made read-only and writable again by `set_pte_at`.
///
/// One thread.
final class MappedPages {
  static final int PAGES = 256;

  private final Machine machine;
  private final Mm mm;
  private final long[] ptes = new long[PAGES];
  private boolean writable = true;

  /// @param batch entries of the buffer of multicalls
  MappedPages(Kernel kernel, Transport transport, int batch) {
    machine =
        Machine.builder()
            .kernel(kernel)
            .gate(transport.gate())
            .front(transport::front)
            .vcpus(1)
            .geometry(new Geometry(3, 64))
            .frames(2 * PAGES)
            .batch(batch, 2 * batch)
            .boot();
    int[] vpns = new int[PAGES];
    for (int i = 0; i < PAGES; i++) {
      vpns[i] = i;
    }
    mm = machine.mm(vpns);
    machine.run(machine.cpu(0), machine.task(mm));
    for (int i = 0; i < PAGES; i++) {
      ptes[i] = entry(i);
    }
  }

  private long entry(int vpn) {
    int table = machine.kernel().findTable(machine.cpu(0), mm, vpn);
    return machine.guest().memory().loadAcquire(table, machine.guest().geometry().index(vpn, 1));
  }

  /// Changes the protection of all pages, outside lazy-MMU mode.
  void protect() {
    protect(PAGES, false);
  }

  /// Changes the protection of all pages in sections of lazy-MMU mode.
  ///
  /// @param section updates of each; divides [#PAGES]
  void protectLazily(int section) {
    protect(section, true);
  }

  private void protect(int section, boolean lazily) {
    writable = !writable;
    Kernel kernel = machine.kernel();
    Cpu cpu = machine.cpu(0);
    mm.pageTableLock().lock(cpu);
    for (int vpn = 0; vpn < PAGES; vpn += section) {
      if (lazily) {
        kernel.setLazyMode(cpu, LazyMode.MMU);
      }
      for (int i = vpn; i < vpn + section; i++) {
        kernel.setPteAt(cpu, mm, i, Pte.of(Pte.frame(ptes[i]), writable));
      }
      if (lazily) {
        kernel.setLazyMode(cpu, LazyMode.NONE);
      }
    }
    mm.pageTableLock().unlock(cpu);
  }

  /// Every entry is what it was made last, and no rule was broken.
  ///
  /// @throws IllegalStateException if not
  void check() {
    Checked.unbroken(machine);
    for (int i = 0; i < PAGES; i++) {
      long pte = entry(i);
      if (Pte.writable(pte) != writable || Pte.frame(pte) != Pte.frame(ptes[i])) {
        throw new IllegalStateException("the kernel is wrong: an entry is stale: vpn=" + i);
      }
    }
  }

  /// The oracle finds nothing.
  ///
  /// @throws IllegalStateException with the first thing it finds
  void judge() {
    Checked.byOracle(machine);
  }
}

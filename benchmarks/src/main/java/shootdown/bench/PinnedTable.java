package shootdown.bench;

import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.hypervisor.HypercallGate;
import shootdown.hypervisor.PageInfo;
import shootdown.hypervisor.PageType;
import shootdown.kernel.Kernel;
import shootdown.machine.Machine;
import shootdown.mm.Geometry;
import shootdown.mm.Mm;

/// One page table on a machine of its own, to be pinned and unpinned again and again by vCPU 0.
///
/// The table is not loaded anywhere: that is how fork finds it at the pin and exit at the unpin.
final class PinnedTable {
  private final Machine machine;
  private final Cpu cpu;
  private final Mm mm;
  private final int pages;

  /// @param l1Pages tables of the lowest level, each with one page mapped; the tables above them
  ///   come on top
  PinnedTable(Kernel kernel, HypercallGate gate, int batch, Geometry geometry, int l1Pages) {
    machine =
        Machine.builder()
            .kernel(kernel)
            .gate(gate)
            .geometry(geometry)
            .vcpus(1)
            .frames(2 * l1Pages + l1Pages / geometry.entries() + 16)
            .batch(batch, 2 * batch)
            .boot();
    cpu = machine.cpu(0);
    int[] vpns = new int[l1Pages];
    for (int i = 0; i < l1Pages; i++) {
      vpns[i] = i * geometry.entries();
    }
    mm = machine.unpinnedMm(vpns);
    pages = countPages();
    pin();
    require(info(mm.pgd()), "pinned", true);
    unpin();
    check();
  }

  private int countPages() {
    int[] n = {0};
    boolean _ =
        machine
            .kernel()
            .pgdWalk(
                cpu,
                mm.pgd(),
                (c, frame, level, flags) -> {
                  n[0]++;
                  return false;
                });
    return n[0];
  }

  /// The pages that a pin makes read-only: one remap each.
  int pages() {
    return pages;
  }

  /// The hypercalls of one pin, and of one unpin, per page: the remaps and the PIN in full batches.
  double entriesPerPage(int batch) {
    return Math.ceilDiv(pages + 1, batch) / (double) pages;
  }

  void pin() {
    mm.pageTableLock().lock(cpu);
    machine.kernel().pgdPin(cpu, mm);
    mm.pageTableLock().unlock(cpu);
  }

  void unpin() {
    mm.pageTableLock().lock(cpu);
    machine.kernel().pgdUnpin(cpu, mm);
    mm.pageTableLock().unlock(cpu);
  }

  /// The PIN alone, on a table whose pages are read-only because it is pinned: takes the pin away
  /// and pins it again.
  ///
  /// @return ns that the second half took
  long pinAlone() {
    Guest guest = machine.guest();
    int _ = guest.hypervisor().unpin(guest.domain(), cpu, mm.pgd());
    long begin = System.nanoTime();
    int rc = guest.hypervisor().pin(guest.domain(), cpu, mm.pgd(), guest.geometry().levels());
    long end = System.nanoTime();
    if (rc != 0) {
      throw new IllegalStateException("the benchmark is wrong: PIN refused: rc=" + rc);
    }
    return end - begin;
  }

  /// After an unpin: nobody broke a rule, and every page of the table is an ordinary page again.
  ///
  /// @throws IllegalStateException if not: what was measured is not what was meant
  void check() {
    if (machine.witness().breached()) {
      throw new IllegalStateException("the kernel is wrong: " + machine.witness().describe());
    }
    boolean _ =
        machine
            .kernel()
            .pgdWalk(
                cpu,
                mm.pgd(),
                (c, frame, level, flags) -> {
                  require(info(frame), "free of table types", false);
                  return false;
                });
  }

  private long info(int frame) {
    return machine.guest().domain().frames().infoVolatile(frame);
  }

  /// A pinned root is a validated table with one reference; a page after unpin is writable data.
  private void require(long info, String what, boolean table) {
    if (!PageInfo.validated(info)
        || PageType.isTable(PageInfo.type(info)) != table
        || PageInfo.pinned(info) != table
        || PageInfo.typeCount(info) != 1) {
      throw new IllegalStateException(
          "the benchmark is wrong: a page is not " + what + ": " + PageInfo.toString(info));
    }
  }
}

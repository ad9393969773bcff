package shootdown.bench;

import java.util.function.IntConsumer;
import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.guest.LazyMode;
import shootdown.hypervisor.HypercallGate;
import shootdown.hypervisor.PageInfo;
import shootdown.hypervisor.PageType;
import shootdown.kernel.Kernel;
import shootdown.kernel.PgdWalk;
import shootdown.machine.Machine;
import shootdown.mm.Geometry;
import shootdown.mm.Mm;
import shootdown.mm.Pte;

/// One page table, to be pinned and unpinned again and again by one vCPU.
///
/// The table is not loaded anywhere: that is how fork finds it at the pin and exit at the unpin.
final class PinnedTable {
  private final Machine machine;
  private final Cpu cpu;
  private final Mm mm;
  private final boolean pins;
  private final int pages;

  /// @param cpu who pins it
  /// @param l1Pages tables of the lowest level, each with one page mapped; the tables above them
  ///   come on top
  /// @param pins whether there is a PIN at the end of each pin; if not, the pages are remapped and
  ///   nothing more
  PinnedTable(Machine machine, Cpu cpu, int l1Pages, boolean pins) {
    this(machine, cpu, machine.unpinnedMm(vpns(machine, l1Pages)), pins);
  }

  /// The table of an mm that has not been pinned.
  PinnedTable(Machine machine, Cpu cpu, Mm mm, boolean pins) {
    this.machine = machine;
    this.cpu = cpu;
    this.mm = mm;
    this.pins = pins;
    pages = countPages();
    pin();
    requirePinned();
    unpin();
    check();
  }

  /// A machine with room for one such table for each of its vCPUs.
  static Machine machine(
      Kernel kernel, Transport transport, int vcpus, int batch, Geometry geometry, int l1Pages) {
    return Machine.builder()
        .kernel(kernel)
        .gate(transport.gate())
        .front(transport::front)
        .geometry(geometry)
        .vcpus(vcpus)
        .frames(vcpus * (2 * l1Pages + l1Pages / geometry.entries() + 8) + 8)
        .batch(batch, 2 * batch)
        .boot();
  }

  private static int[] vpns(Machine machine, int l1Pages) {
    int entries = machine.guest().geometry().entries();
    int[] vpns = new int[l1Pages];
    for (int i = 0; i < l1Pages; i++) {
      vpns[i] = i * entries;
    }
    return vpns;
  }

  private int countPages() {
    int[] n = {0};
    visitAll(frame -> n[0]++);
    return n[0];
  }

  /// The pages that a pin makes read-only: one remap each.
  int pages() {
    return pages;
  }

  /// The hypercalls of one pin, and of one unpin, per page: the remaps and the PIN in full batches.
  double entriesPerPage(int batch) {
    return Math.ceilDiv(pages + (pins ? 1 : 0), batch) / (double) pages;
  }

  void pin() {
    mm.pageTableLock().lock(cpu);
    if (pins) {
      machine.kernel().pgdPin(cpu, mm);
    } else {
      remap(machine.kernel().pinPageVisitor());
    }
    mm.pageTableLock().unlock(cpu);
  }

  void unpin() {
    mm.pageTableLock().lock(cpu);
    if (pins) {
      machine.kernel().pgdUnpin(cpu, mm);
    } else {
      remap(machine.kernel().unpinPageVisitor());
    }
    mm.pageTableLock().unlock(cpu);
  }

  /// `xen_pgd_pin` and `xen_pgd_unpin` without the operation itself.
  private void remap(PgdWalk.Visitor visitor) {
    Kernel kernel = machine.kernel();
    kernel.mcBatch(cpu);
    boolean _ = kernel.pgdWalk(cpu, mm.pgd(), visitor);
    kernel.mcIssue(cpu, LazyMode.NONE);
  }

  /// After a pin: every page is read-only in the linear map, and if there is a PIN the root is
  /// pinned.
  ///
  /// @throws IllegalStateException if not
  void requirePinned() {
    visitAll(
        frame -> {
          if (Pte.writable(machine.guest().domain().frames().linearAcquire(frame))) {
            throw new IllegalStateException(
                "the benchmark is wrong: a page is still writable: frame=" + frame);
          }
        });
    if (pins) {
      require(info(mm.pgd()), "pinned", true);
    }
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
    visitAll(frame -> require(info(frame), "free of table types", false));
  }

  /// The oracle's word on the whole machine; nobody plays it any more.
  ///
  /// @throws IllegalStateException with the first thing it finds
  void judge() {
    Checked.byOracle(machine);
  }

  private void visitAll(IntConsumer visitor) {
    boolean _ =
        machine
            .kernel()
            .pgdWalk(
                cpu,
                mm.pgd(),
                (c, frame, level, flags) -> {
                  visitor.accept(frame);
                  return false;
                });
  }

  HypercallGate gate() {
    return machine.guest().gate();
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

package shootdown.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shootdown.guest.Bug;
import shootdown.guest.Cpu;
import shootdown.guest.KmapCache;
import shootdown.guest.LazyMode;
import shootdown.guest.Task;
import shootdown.hypervisor.PageInfo;
import shootdown.hypervisor.PageType;
import shootdown.machine.Machine;
import shootdown.machine.VcpuThread;
import shootdown.mm.Geometry;
import shootdown.mm.Mm;
import shootdown.mm.Pte;
import shootdown.sync.Stall;

/// Tables that come and go while the mm lives; stores to them; kmaps; the kernel's shared entries.
final class PageTablePagesTest {
  private final OneThread.Fixed kernel = new OneThread.Fixed();

  private Machine machine(int high, boolean split) {
    var builder = Machine.builder().kernel(kernel).frames(64).highFrames(high);
    return (split ? builder.splitPteLocks() : builder).boot();
  }

  /// alloc_pt makes the page read-only before it is linked, release_pt writable after the unlinking
  /// change has been issued.
  @ParameterizedTest
  @CsvSource({"0,false", "0,true", "16,false", "16,true"})
  void aTableJoinsAndLeavesAPinnedTree(int high, boolean split) {
    Machine m = machine(high, split);
    Mm mm = m.mm(0);
    Cpu cpu = m.cpu(0);
    int before = m.guest().allocator().freeFrames();
    mm.pageTableLock().lock(cpu);
    int table = kernel.tableFor(cpu, mm, 9);
    mm.pageTableLock().unlock(cpu);
    AtRest.check(m);
    assertTrue(m.guest().pageFlags().pinnedOpaque(table));
    assertEquals(PageType.L1, PageInfo.type(m.guest().domain().frames().infoVolatile(table)));

    mm.pageTableLock().lock(cpu);
    int pmd = Pte.frame(m.guest().memory().loadAcquire(mm.pgd(), 0));
    kernel.setLazyMode(cpu, LazyMode.MMU);
    kernel.setPmd(cpu, pmd, 2, Pte.NONE);
    assertEquals(1, cpu.mc().size(), "the unlinking is still queued");
    kernel.releasePt(cpu, table, 1);
    kernel.setLazyMode(cpu, LazyMode.NONE);
    kernel.freePage(cpu, table);
    mm.pageTableLock().unlock(cpu);
    AtRest.check(m);
    assertFalse(m.guest().pageFlags().pinnedOpaque(table));
    assertEquals(before, m.guest().allocator().freeFrames());
  }

  /// A mapping that is cached is writable: it goes before the page is a table (S3).
  @Test
  void aHighPageThatJoinsIsMappedNowhere() {
    Machine m = machine(16, false);
    Mm mm = m.mm(0);
    Cpu cpu = m.cpu(0);
    int high = m.guest().allocator().allocHigh();
    int slot = kernel.kmap(cpu, high, true);
    kernel.kunmap(cpu, slot);
    mm.pageTableLock().lock(cpu);
    kernel.allocPt(cpu, mm, high, 1);
    mm.pageTableLock().unlock(cpu);
    assertEquals(KmapCache.NONE, m.guest().kmaps().frame(slot));
    assertEquals(Pte.NONE, m.guest().memory().loadAcquire(m.guest().kmaps().table(), slot));
  }

  @Test
  void nothingIsDoneForAnMmThatIsNotPinned() {
    Machine m = machine(0, false);
    Mm mm = m.unpinnedMm(0);
    int frame = m.guest().allocator().alloc();
    kernel.allocPt(m.cpu(0), mm, frame, 1);
    assertFalse(m.guest().pageFlags().pinnedOpaque(frame));
    kernel.releasePt(m.cpu(0), frame, 1);
    AtRest.check(m);
  }

  @Test
  void aStoreToAPinnedPmdFaults() {
    Machine m = machine(0, false);
    Mm mm = m.mm(0);
    int pmd = Pte.frame(m.guest().memory().loadAcquire(mm.pgd(), 0));
    Bug bug = assertThrows(Bug.class, () -> kernel.storeEntry(m.cpu(0), pmd, 3, Pte.NONE));
    assertEquals(
        "BUG: entry stored to a read-only page that is no validated L1: frame="
            + pmd
            + " index=3 cpu=0",
        bug.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16})
  void aStoreToAPinnedPtePageIsEmulated(int high) {
    Machine m = machine(high, false);
    Mm mm = m.mm(0);
    int pte = kernel.findTable(m.cpu(0), mm, 0);
    int page = m.guest().allocator().alloc();
    kernel.storeEntry(m.cpu(0), pte, 1, Pte.of(page, true));
    AtRest.check(m);
    assertEquals(Pte.of(page, true), m.guest().memory().loadAcquire(pte, 1));
  }

  @Test
  void setPteAtTakesEachOfItsPaths() {
    Machine m = machine(0, false);
    Mm mm = m.mm(0, 1);
    Mm other = m.mm(0, 1);
    Task user = m.task(mm);
    m.run(m.cpu(0), user);
    Cpu cpu = m.cpu(0);
    kernel.hypervisor().take();

    kernel.setPteAt(cpu, mm, 0, Pte.NONE);
    assertEquals(0, kernel.hypervisor().take().size(), "one's own: a direct hypercall");
    assertEquals(Pte.NONE, m.guest().memory().loadAcquire(kernel.findTable(cpu, mm, 0), 0));

    mm.pageTableLock().lock(cpu);
    kernel.setLazyMode(cpu, LazyMode.MMU);
    kernel.setPteAt(cpu, mm, 1, Pte.NONE);
    assertEquals(1, cpu.mc().size(), "one's own in lazy mode: queued");
    kernel.setLazyMode(cpu, LazyMode.NONE);
    mm.pageTableLock().unlock(cpu);
    assertEquals(Pte.NONE, m.guest().memory().loadAcquire(kernel.findTable(cpu, mm, 0), 1));

    kernel.setPteAt(cpu, other, 1, Pte.NONE);
    assertEquals(Pte.NONE, m.guest().memory().loadAcquire(kernel.findTable(cpu, other, 0), 1));
    AtRest.check(m);
  }

  @Test
  void kmapsAreCachedUntilTheyAreFlushed() {
    Machine m = machine(16, false);
    Cpu cpu = m.cpu(0);
    int high = m.guest().allocator().allocHigh();
    KmapCache kmaps = m.guest().kmaps();
    int slot = kernel.kmap(cpu, high, true);
    assertEquals(slot, kernel.kmap(cpu, high, true));
    assertEquals(3, kmaps.count(slot));
    kernel.kunmap(cpu, slot);
    kernel.kunmap(cpu, slot);
    assertEquals(1, kmaps.count(slot), "nobody uses it, but it stands");
    assertEquals(high, kmaps.frame(slot));
    assertEquals(1, PageInfo.typeCount(m.guest().domain().frames().infoVolatile(high)));
    kernel.kmapFlushUnused(cpu);
    assertEquals(0, kmaps.count(slot));
    assertEquals(KmapCache.NONE, kmaps.frame(slot));
    assertEquals(0, PageInfo.typeCount(m.guest().domain().frames().infoVolatile(high)));
    AtRest.check(m);
  }

  /// kunmap_high has a BUG for it.
  @Test
  void whoGivesBackAKmapThatWasDroppedMeanwhileIsTold() {
    Machine m = machine(16, false);
    Cpu cpu = m.cpu(0);
    int slot = kernel.kmap(cpu, m.guest().allocator().allocHigh(), true);
    kernel.kunmap(cpu, slot);
    var bug = assertThrows(Bug.class, () -> kernel.kunmap(cpu, slot));
    assertTrue(String.valueOf(bug.getMessage()).contains("kmap dropped while it was used"));
  }

  @Test
  void kmapsInUseSurviveAFlushAndTheUnusedMakeRoom() {
    Machine m = machine(16, false);
    Cpu cpu = m.cpu(0);
    int slots = m.guest().kmaps().slots();
    for (int i = 0; i < slots - 1; i++) {
      int _ = kernel.kmap(cpu, m.guest().allocator().allocHigh(), true);
    }
    for (int i = 0; i < 3; i++) {
      kernel.kunmap(cpu, kernel.kmap(cpu, m.guest().allocator().allocHigh(), true));
    }
    int _ = kernel.kmap(cpu, m.guest().allocator().allocHigh(), true);
    int next = m.guest().allocator().allocHigh();
    m.stage(cpu);
    var full = assertThrows(Stall.class, () -> kernel.kmap(cpu, next, true));
    assertEquals(
        "vcpu0 waits for a kmap slot", full.getMessage(), "and nobody is left to give one");
  }

  /// map_new_virtual sleeps where all slots are in use; kmap_lock is free meanwhile.
  @Test
  void whoFindsEveryKmapInUseWaitsForOne() {
    Machine m = Machine.builder().frames(64).highFrames(16).boot();
    int slots = m.guest().kmaps().slots();
    for (int i = 0; i < slots; i++) {
      int _ = m.kernel().kmap(m.cpu(0), m.guest().allocator().allocHigh(), true);
    }
    int next = m.guest().allocator().allocHigh();
    m.stage(m.cpu(0));
    try (var _ = VcpuThread.playing(m.cpu(1), self -> m.kernel().kunmap(self.cpu(), 2))) {
      assertEquals(2, m.kernel().kmap(m.cpu(0), next, true));
    }
    assertEquals("no breach", m.witness().describe());
  }

  /// kmap_flush_unused waits for an IPI: with interrupts off that can deadlock (museum B09).
  @Test
  void theFlushOfKmapsWithInterruptsOffIsTold() {
    Machine m = machine(16, false);
    m.cpu(0).irqDisable();
    kernel.kmapFlushUnused(m.cpu(0));
    assertEquals(
        "L2: lock that is held across IPI waits spun on with interrupts off: "
            + "lock=kmap_lock holder=none cpu=0",
        m.witness().describe());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void everyPageDirectoryGetsTheKernelsNewEntries(int levels) {
    Machine m =
        Machine.builder().kernel(kernel).geometry(new Geometry(levels, 4)).frames(64).boot();
    Mm pinned = m.mm(0);
    Mm unpinned = m.unpinnedMm(1);
    Task user = m.task(pinned);
    m.run(m.cpu(0), user);
    int table = kernel.vmallocExtend(user, 2);
    for (Mm mm : new Mm[] {pinned, unpinned, m.mm(5)}) {
      int own = kernel.kernelTable(m.cpu(0), mm.pgd());
      assertEquals(Pte.table(table), m.guest().memory().loadAcquire(own, 2), mm.toString());
    }
    AtRest.check(m);
    kernel.mmPut(user, unpinned);
    AtRest.check(m);
  }

  @Test
  void withTwoLevelsEverybodySharesTheKernelsTableAndThereIsNothingToExtend() {
    Machine m = Machine.builder().kernel(kernel).geometry(new Geometry(2, 4)).frames(64).boot();
    var refused =
        assertThrows(
            IllegalStateException.class, () -> kernel.vmallocExtend(m.cpu(0).current(), 2));
    assertEquals("no kernel table to extend: levels=2", refused.getMessage());
    kernel.vmallocSync(m.cpu(0));
    AtRest.check(m);
  }

  @Test
  void aDeadPageDirectoryIsOffTheList() {
    Machine m = machine(0, false);
    Mm first = m.mm();
    Mm middle = m.mm();
    Mm last = m.mm();
    Task idle = m.cpu(0).current();
    kernel.mmPut(idle, middle);
    assertFalse(middle.onList());
    assertEquals(last, m.guest().pgdList());
    assertEquals(first, last.next());
    kernel.mmPut(idle, last);
    assertEquals(first, m.guest().pgdList());
    kernel.mmPut(idle, first);
    assertEquals(null, m.guest().pgdList());
    AtRest.check(m);
  }
}

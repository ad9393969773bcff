package shootdown.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shootdown.cpu.TlbState;
import shootdown.guest.Bug;
import shootdown.guest.Cpu;
import shootdown.guest.Task;
import shootdown.machine.Machine;
import shootdown.mm.Geometry;
import shootdown.mm.Mm;
import shootdown.mm.Pte;
import shootdown.sync.CpuMask;

/// Fork, exec, exit, borrowing and adopting: references, masks, states, and no frame lost.
final class LifeTest {
  private final OneThread.Fixed kernel = new OneThread.Fixed();
  private Machine m = Machine.builder().kernel(kernel).vcpus(3).frames(64).boot();

  private int free() {
    return m.guest().allocator().freeFrames();
  }

  private void run(int cpu, Task task) {
    m.run(m.cpu(cpu), task);
    AtRest.check(m);
  }

  /// Back to the idle task, which borrows nothing but swapper... or what it finds loaded.
  private void exit(Task task) {
    kernel.exitMm(task);
    AtRest.check(m);
  }

  @ParameterizedTest
  @CsvSource({
    "2,0,false",
    "3,0,false",
    "4,0,false",
    "2,16,false",
    "3,16,false",
    "4,16,false",
    "3,0,true",
    "3,16,true",
    "2,0,true",
    "4,0,true"
  })
  void everyFrameComesBack(int levels, int high, boolean split) {
    var builder =
        Machine.builder()
            .kernel(kernel)
            .geometry(new Geometry(levels, 4))
            .frames(80)
            .highFrames(high)
            .batch(4, 8);
    m = (split ? builder.splitPteLocks() : builder).boot();
    int before = free();
    Task task = m.task(m.mm(0, 1, 5, 11));
    Task next = m.task(null);
    run(0, task);
    Mm child = kernel.dupMmap(task, mm(task));
    AtRest.check(m);
    Task forked = m.task(child);
    run(1, forked);
    kernel.exec(forked, m.unpinnedMm(3));
    AtRest.check(m);
    exit(task);
    exit(forked);
    run(0, next);
    run(1, m.task(null));
    Task spare = m.task(m.mm());
    run(0, spare);
    exit(spare);
    // each vCPU still borrows something that is dead; swapper's own task brings them home
    Task last = m.task(m.mm());
    run(1, last);
    run(0, m.task(last.mm()));
    mm(last).addUserVolatile();
    assertEquals(2, mm(last).usersOpaque());
    int live = levels > 2 ? 2 : 1;
    assertEquals(before - live, free());
  }

  private static Mm mm(Task task) {
    Mm mm = task.mm();
    if (mm == null) {
      throw new AssertionError(task + " has no mm");
    }
    return mm;
  }

  @Test
  void aKernelThreadBorrowsWhatItFinds() {
    Mm mm = m.mm(0);
    Task user = m.task(mm);
    run(0, user);
    assertEquals(1, mm.countOpaque());
    assertEquals(TlbState.OK, m.cpu(0).tlbState());
    Task thread = m.task(null);
    run(0, thread);
    assertEquals(2, mm.countOpaque());
    assertEquals(mm, thread.activeMm());
    assertEquals(TlbState.LAZY, m.cpu(0).tlbState());
    assertEquals(mm.pgd(), m.cpu(0).cr3().loadedAcquire());
    assertTrue(mm.cpuVmMask().containsOpaque(0), "a lazy vCPU still wants the flushes");
    run(0, m.task(null));
    assertEquals(2, mm.countOpaque(), "handed on");
    assertEquals(null, thread.activeMm());
    run(0, user);
    assertEquals(1, mm.countOpaque());
    assertEquals(TlbState.OK, m.cpu(0).tlbState());
  }

  @Test
  void aChildThatRunsFirstIsPinnedAndRuns() {
    Task parent = m.task(m.mm(0));
    run(1, parent);
    Task child = m.task(m.unpinnedMm(1));
    kernel.runChild(m.cpu(1), child);
    assertEquals(child, m.cpu(1).current());
    assertFalse(parent.isRunning());
    assertTrue(m.guest().pageFlags().pinnedOpaque(mm(child).pgd()));
    AtRest.check(m);
  }

  @Test
  void aTaskRunsOnOneVcpuOrOnNone() {
    Task user = m.task(m.mm(0));
    run(1, user);
    assertEquals(m.cpu(1), user.cpu());
    run(1, m.task(null));
    assertFalse(user.isRunning());
    run(2, user);
    assertEquals(m.cpu(2), user.cpu());
  }

  @Test
  void whoSwitchesLeavesOneMaskAndJoinsAnother() {
    Mm one = m.mm(0);
    Mm other = m.mm(1);
    run(2, m.task(one));
    assertEquals(CpuMask.of(2), one.cpuVmMask().snapshotOpaque());
    run(2, m.task(other));
    assertEquals(0, one.cpuVmMask().snapshotOpaque());
    assertEquals(CpuMask.of(2), other.cpuVmMask().snapshotOpaque());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void whoWasTakenOffTheMmReloadsIt(int id) {
    Cpu cpu = m.cpu(id);
    Mm mm = m.mm(0);
    Task user = m.task(mm);
    run(id, user);
    run(id, m.task(null));
    kernel.leaveMm(cpu);
    assertEquals(m.guest().swapper(), cpu.cr3().loadedAcquire());
    assertFalse(mm.cpuVmMask().containsOpaque(id));
    assertEquals(mm, cpu.tlbActiveMm(), "active_mm stays");
    kernel.leaveMm(cpu);
    AtRest.check(m);
    run(id, user);
    assertEquals(CpuMask.of(id), mm.cpuVmMask().snapshotOpaque());
    assertEquals(mm.pgd(), cpu.cr3().loadedAcquire());
  }

  @Test
  void leaveMmOfTheMmInUseIsABug() {
    run(0, m.task(m.mm(0)));
    Bug bug = assertThrows(Bug.class, () -> kernel.leaveMm(m.cpu(0)));
    assertEquals("BUG: leave_mm called while the TLB state is OK: mm=1 cpu=0", bug.getMessage());
    assertEquals(
        "S9: leave_mm called while the TLB state is OK: mm=1 cpu=0", m.witness().describe());
  }

  /// The subtle point of the seed: others still have the table loaded when the last user goes.
  @Test
  void exitTakesEveryLazyVcpuOffTheTable() {
    Mm mm = m.mm(0, 5);
    Task one = m.task(mm);
    Task two = m.task(mm);
    mm.addUserVolatile();
    run(0, one);
    run(1, two);
    exit(two);
    assertEquals(mm.pgd(), m.cpu(1).cr3().loadedAcquire(), "lazily");
    exit(one);
    for (int i = 0; i < 3; i++) {
      assertEquals(m.guest().swapper(), m.cpu(i).cr3().loadedAcquire());
    }
    assertEquals(0, mm.cpuVmMask().snapshotOpaque());
    assertFalse(m.guest().pageFlags().pinnedOpaque(mm.pgd()));
    assertEquals(2, mm.countOpaque(), "two borrowers");
    int before = free();
    run(0, m.task(m.mm()));
    run(1, m.task(m.mm()));
    assertTrue(free() < before);
    assertTrue(m.guest().memory().isFreeAcquire(mm.pgd()), "the last borrower frees it");
  }

  @Test
  void theLastUserMayBeSomebodyElse() {
    Mm mm = m.mm(0, 5);
    run(1, m.task(mm));
    Task reader = m.task(m.mm(3));
    run(0, reader);
    mm.addUserVolatile();
    kernel.exitMm(m.cpu(1).current());
    kernel.mmPut(reader, mm);
    AtRest.check(m);
    assertEquals(m.guest().swapper(), m.cpu(1).cr3().loadedAcquire());
    assertNotEquals(m.guest().swapper(), m.cpu(0).cr3().loadedAcquire());
  }

  @Test
  void dropOfTheRunningTasksOwnMmIsABug() {
    Task user = m.task(m.mm(0));
    run(0, user);
    Bug bug = assertThrows(Bug.class, () -> kernel.exitMmap(user, mm(user)));
    assertEquals(
        "BUG: mm dropped while it is the running task's own: mm=1 cpu=0", bug.getMessage());
  }

  /// Exec that fails before activate_mm: the mm was never pinned (museum B01a).
  @Test
  void failedExecUnpinsNothing() {
    Task user = m.task(m.mm(0));
    run(0, user);
    int before = free();
    Mm never = m.unpinnedMm(1, 9);
    kernel.mmPut(user, never);
    AtRest.check(m);
    assertEquals(before, free());
  }

  @Test
  void execReplacesTheMmAndDropsTheOld() {
    Mm old = m.mm(0);
    Task user = m.task(old);
    run(0, user);
    Mm next = m.unpinnedMm(4);
    kernel.exec(user, next);
    AtRest.check(m);
    assertEquals(next, user.mm());
    assertTrue(m.guest().memory().isFreeAcquire(old.pgd()));
    assertEquals(1, next.countOpaque());
  }

  @Test
  void execOfAKernelThreadGivesBackWhatItBorrowed() {
    Mm mm = m.mm(0);
    run(0, m.task(mm));
    Task thread = m.task(null);
    run(0, thread);
    assertEquals(2, mm.countOpaque());
    kernel.exec(thread, m.unpinnedMm(4));
    AtRest.check(m);
    assertEquals(1, mm.countOpaque());
  }

  @Test
  void useMmAndUnuseMm() {
    Mm mm = m.mm(0);
    Mm other = m.mm(7);
    Task owner = m.task(other);
    run(0, owner);
    Task aio = m.task(null);
    run(0, aio);
    kernel.useMm(aio, mm);
    AtRest.check(m);
    assertEquals(2, mm.countOpaque());
    assertEquals(1, other.countOpaque(), "what it borrowed before is given back");
    kernel.unuseMm(aio, mm);
    AtRest.check(m);
    assertEquals(TlbState.LAZY, m.cpu(0).tlbState());
    kernel.useMm(aio, mm);
    kernel.unuseMm(aio, mm);
    assertEquals(2, mm.countOpaque(), "once, however often");
    run(0, owner);
    assertEquals(1, mm.countOpaque());
  }

  @Test
  void whoAdoptedAnMmKeepsItAcrossASwitch() {
    Mm mm = m.mm(0);
    Task aio = m.task(null);
    run(0, aio);
    kernel.useMm(aio, mm);
    run(0, m.task(m.mm(1)));
    assertEquals(2, mm.countOpaque());
    run(0, aio);
    kernel.unuseMm(aio, mm);
    AtRest.check(m);
    run(0, m.task(m.mm(2)));
    assertEquals(1, mm.countOpaque());
  }

  @Test
  void theSwitchIsOneMulticall() {
    Task user = m.task(m.mm(0));
    kernel.hypervisor().take();
    run(0, user);
    assertEquals(1, kernel.hypervisor().take().size());
    run(0, m.task(null));
    assertEquals(0, kernel.hypervisor().take().size(), "a lazy switch costs none");
  }

  @Test
  void forkCopiesThePages() {
    Task user = m.task(m.mm(0, 6, 11));
    run(0, user);
    Mm child = kernel.dupMmap(user, mm(user));
    Cpu cpu = m.cpu(0);
    for (int vpn = 0; vpn < m.guest().geometry().taskSize(); vpn++) {
      boolean parentHas = mapped(cpu, mm(user), vpn) >= 0;
      assertEquals(vpn == 0 || vpn == 6 || vpn == 11, parentHas);
      assertEquals(parentHas, mapped(cpu, child, vpn) >= 0);
      if (parentHas) {
        assertNotEquals(mapped(cpu, mm(user), vpn), mapped(cpu, child, vpn));
      }
    }
    assertTrue(m.guest().pageFlags().pinnedOpaque(child.pgd()));
  }

  private int mapped(Cpu cpu, Mm mm, int vpn) {
    int table = kernel.findTable(cpu, mm, vpn);
    if (table < 0) {
      return -1;
    }
    long pte = kernel.loadEntry(cpu, table, m.guest().geometry().index(vpn, 1));
    return Pte.present(pte) ? Pte.frame(pte) : -1;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 9, 12, 48})
  void unmapGivesBackEveryPageHoweverMany(int pages) {
    Mm mm = m.mm();
    Task user = m.task(mm);
    run(0, user);
    run(1, m.task(mm));
    int[] vpns = new int[Math.min(pages, 12)];
    for (int i = 0; i < vpns.length; i++) {
      int _ = kernel.mapPage(user, mm, i);
    }
    int before = free();
    kernel.unmap(user, mm, 0, pages);
    AtRest.check(m);
    assertEquals(before + vpns.length, free());
    assertEquals(-1, mapped(m.cpu(0), mm, 0));
  }

  /// Two tasks fault on the same page: the second finds it there, as do_anonymous_page does.
  @Test
  void aPageThatIsThereIsNotMappedAgain() {
    Mm mm = m.mm(0);
    Task user = m.task(mm);
    run(0, user);
    int before = free();
    int frame = mapped(m.cpu(0), mm, 0);
    assertEquals(frame, kernel.mapPage(user, mm, 0));
    assertEquals(before, free());
    AtRest.check(m);
  }

  @Test
  void protectChangesTheEntryAndFlushesWhoMayHoldIt() {
    Mm mm = m.mm(2);
    Task user = m.task(mm);
    run(0, user);
    run(1, m.task(mm));
    var xen = m.guest().hypervisor();
    int frame = mapped(m.cpu(0), mm, 2);
    xen.speculate(m.guest().domain(), m.cpu(0), 2);
    xen.speculate(m.guest().domain(), m.cpu(1), 2);
    assertTrue(m.cpu(1).tlb().writesAcquire(frame));
    kernel.protect(user, mm, 2, false);
    assertFalse(m.cpu(0).tlb().writesAcquire(frame));
    assertFalse(m.cpu(1).tlb().writesAcquire(frame));
    AtRest.check(m);
  }

  /// The gather belongs to the vCPU: whoever fills it stays there until it is empty.
  @Test
  void theTaskStaysWhereItGathers() {
    var moved = new boolean[1];
    m =
        Machine.builder()
            .kernel(kernel)
            .frames(64)
            .scheduler(
                cpu -> {
                  moved[0] |= !cpu.gather().isEmpty();
                })
            .boot();
    Mm mm = m.mm(0, 1, 2, 5, 17);
    Task user = m.task(mm);
    run(0, user);
    var nosy =
        new OneThread.Fixed() {
          @Override
          public void gather(Task current, Mm dying, int frame) {
            super.gather(current, dying, frame);
            current.cpu().setNeedReschedOpaque();
          }
        };
    nosy.exitMm(user);
    assertFalse(moved[0], "preempted with pages gathered");
  }
}

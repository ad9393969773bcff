package shootdown.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import shootdown.cpu.TlbState;
import shootdown.guest.Bug;
import shootdown.guest.Cpu;
import shootdown.guest.LazyMode;
import shootdown.guest.Task;
import shootdown.machine.Machine;
import shootdown.mm.Mm;
import shootdown.mm.Pte;
import shootdown.sync.Stall;

/// What one thread can convict the kernel of July 2007 of; and that the fixed one, asked the same,
/// holds, is told next to each.
final class SeedKernelTest {
  private final OneThread.Seed seed = new OneThread.Seed();
  private final Machine m = Machine.builder().kernel(seed).frames(64).boot();

  @Test
  void anOrdinaryLifeIsNoViolation() {
    Mm mm = m.mm(0, 5);
    Task user = m.task(mm);
    m.run(m.cpu(0), user);
    m.run(m.cpu(1), m.task(null));
    seed.exitMm(user);
    assertEquals("no breach", m.witness().describe());
    assertEquals(m.guest().swapper(), m.cpu(0).cr3().loadedAcquire());
  }

  /// B01a: exec fails before the mm was pinned; exit unpins it all the same. Fixed:
  /// LifeTest.failedExecUnpinsNothing.
  @Test
  void unpinsWhatWasNeverPinned() {
    Task user = m.task(m.mm(0));
    m.run(m.cpu(0), user);
    Mm never = m.unpinnedMm(1);
    Bug bug = assertThrows(Bug.class, () -> seed.mmPut(user, never));
    assertEquals(
        "BUG: entry of a multicall refused: op=UNPIN_TABLE result=-EINVAL cpu=0", bug.getMessage());
    assertEquals(
        "S13: unpin of a page directory that is not pinned: frame=" + never.pgd() + " cpu=0",
        m.witness().describe());
  }

  /// A released table keeps its flag, and goes back to the allocator with it.
  private int releasedTable() {
    Mm mm = m.mm(0);
    Cpu cpu = m.cpu(0);
    mm.pageTableLock().lock(cpu);
    int table = seed.tableFor(cpu, mm, 9);
    seed.setPmd(cpu, Pte.frame(m.guest().memory().loadAcquire(mm.pgd(), 0)), 2, Pte.NONE);
    seed.releasePt(cpu, table, 1);
    mm.pageTableLock().unlock(cpu);
    seed.freePage(cpu, table);
    assertEquals(true, m.guest().pageFlags().pinnedOpaque(table));
    assertEquals("no breach", m.witness().describe());
    return table;
  }

  /// B07: as a table of the next mm the page seems to be read-only already, and the pin is refused.
  @Test
  void aReusedTableIsNotMadeReadOnly() {
    Mm next = m.unpinnedMm();
    int page = m.guest().allocator().alloc();
    int table = releasedTable();
    m.guest().allocator().free(page); // the page comes first, the table next
    assertEquals(page, seed.mapPage(m.cpu(0).current(), next, 0));
    assertEquals(table, Pte.frame(m.guest().memory().loadAcquire(next.pgd(), 0)));
    Bug bug = assertThrows(Bug.class, () -> seed.archDupMmap(m.cpu(0), next));
    assertEquals(
        "BUG: entry of a multicall refused: op=PIN_L3 result=-EINVAL cpu=0", bug.getMessage());
    assertEquals(
        "S5: entry of a multicall refused: op=PIN_L3 result=-EINVAL cpu=0", m.witness().describe());
  }

  /// B07 again: as the page directory of the next mm it makes that mm seem to be pinned, so that
  /// every table added to it becomes read-only, and the first store to one faults.
  @Test
  void aReusedTableMakesAnMmSeemPinned() {
    int table = releasedTable();
    assertThrows(Bug.class, () -> m.mm(0));
    Mm first = m.guest().pgdList();
    assertEquals(table, first == null ? -1 : first.pgd());
    assertEquals(
        "S11: entry stored to a read-only page that is no validated L1: frame=12 index=0 cpu=0",
        m.witness().describe());
  }

  /// D07: a stopped vCPU stays in the online map, and the next call waits for it for ever.
  @Test
  void aCallAfterAStopNeverReturns() {
    Cpu cpu = m.cpu(0);
    m.stage(cpu, m.cpu(1));
    seed.sendStop(cpu);
    m.cpu(1).leaveStage();
    assertEquals("no breach", m.witness().describe());
    Stall stall =
        assertThrows(
            Stall.class, () -> seed.callFunctionMask(cpu, 3, (me, info) -> {}, null, true));
    assertEquals(
        "vcpu0 waits for call_function started=0 finished=0 expected=1"
            + " -> vcpu1 (offstage, interrupts off)",
        stall.getMessage());
  }

  /// A05 and A02: in the middle of a switch the vCPU has left the mask but not the table.
  @Test
  void exitMissesAVcpuWhoseSwitchIsStillQueued() {
    Mm dying = m.mm(0);
    Mm next = m.mm(3);
    m.run(m.cpu(1), m.task(dying));
    Task user = m.task(m.mm(5));
    m.run(m.cpu(0), user);
    dying.addUserVolatile();
    seed.exitMm(m.cpu(1).current());
    Cpu switching = m.cpu(1);
    boolean off = switching.irqSave();
    seed.setLazyMode(switching, LazyMode.CPU);
    seed.switchMm(switching, dying, next);
    Bug bug = assertThrows(Bug.class, () -> seed.mmPut(user, dying));
    assertEquals(
        "BUG: entry of a multicall refused: op=UPDATE_VA_MAPPING result=-EINVAL cpu=0",
        bug.getMessage());
    assertEquals(
        "S4: pinned bit cleared while the table is still referenced: frame="
            + dying.pgd()
            + " references=1 cpu=0",
        m.witness().describe());
    assertEquals(false, off);
  }

  /// A04: use_mm is interrupted after it has set the state and before it has changed the mm.
  @Test
  void leavesAnMmWhoseStateIsOk() {
    Mm dying = m.mm(0);
    Task user = m.task(dying);
    m.run(m.cpu(1), user);
    seed.exitMm(user);
    Cpu cpu = m.cpu(1);
    cpu.setTlbState(TlbState.OK);
    Bug bug = assertThrows(Bug.class, () -> seed.dropOtherMmRef(cpu, dying));
    assertEquals("BUG: leave_mm called while the TLB state is OK: mm=1 cpu=1", bug.getMessage());
  }
}

package shootdown.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import shootdown.trace.LockKind;

final class SpinLockTest {
  private final TestProcessor[] cpus = TestProcessor.machine(2);
  private final TestProcessor cpu = cpus[0];

  @Test
  void knowsItsHolderAndForbidsPreemption() {
    var lock = new SpinLock(LockKind.PAGE_TABLE_LOCK, 3);
    assertEquals("page_table_lock(3)", lock.toString());
    lock.lock(cpu);
    assertTrue(lock.heldByOpaque(cpu));
    assertFalse(lock.heldByOpaque(cpus[1]));
    assertEquals(CpuMask.of(0), lock.holdersOpaque());
    assertEquals(1, cpu.preemptCount());
    lock.unlock(cpu);
    assertEquals(0, lock.holdersOpaque());
    assertEquals(0, cpu.preemptCount());
  }

  @Test
  void leavesInterruptsAsTheyAre() {
    var lock = new SpinLock(LockKind.PTE_LOCK, 1);
    lock.lock(cpu);
    assertFalse(cpu.irqsOff());
    lock.unlock(cpu);
    cpu.irqDisable();
    lock.lock(cpu);
    lock.unlock(cpu);
    assertTrue(cpu.irqsOff());
  }

  /// The lock table of the protocol, column "held across a guest IPI wait".
  @ParameterizedTest
  @EnumSource(LockKind.class)
  void withInterruptsOffOnlyLocksThatAreNeverHeldAcrossAnIpiWait(LockKind kind) {
    boolean allowed =
        switch (kind) {
          case PTE_LOCK, RUNQUEUE_LOCK -> true;
          case PGD_LOCK, PAGE_TABLE_LOCK, KMAP_LOCK, CALL_LOCK -> false;
        };
    cpu.irqDisable();
    new SpinLock(kind, -1).lock(cpu);
    String expected =
        allowed
            ? "no breach"
            : "L2: lock that is held across IPI waits spun on with interrupts off: lock="
                + kind.word()
                + " holder=none cpu=0";
    assertEquals(expected, cpu.witness().describe());
  }

  @Test
  void servesTheMailboxWhileItSpins() {
    var lock = new SpinLock(LockKind.CALL_LOCK, -1);
    lock.lock(cpus[1]);
    cpu.onUpcall(() -> lock.unlock(cpus[1]));
    cpu.raise();
    cpu.comeOnStage();
    lock.lock(cpu);
    assertTrue(lock.heldByOpaque(cpu));
    assertEquals(List.of("upcall"), cpu.log);
  }

  @Test
  void withInterruptsOffNobodyServesIt() {
    var lock = new SpinLock(LockKind.PTE_LOCK, 7);
    lock.lock(cpus[1]);
    cpu.onUpcall(() -> lock.unlock(cpus[1]));
    cpu.raise();
    cpu.irqDisable();
    cpu.comeOnStage();
    Stall stall = assertThrows(Stall.class, () -> lock.lock(cpu));
    assertEquals(
        "vcpu0 waits for pte_lock(7) with interrupts off -> vcpu1 (offstage)", stall.getMessage());
    assertEquals(List.of(), cpu.log);
  }
}

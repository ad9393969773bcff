package shootdown.smp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import shootdown.cpu.TlbState;
import shootdown.event.IpiVector;
import shootdown.guest.Bug;
import shootdown.guest.Cpu;
import shootdown.guest.CpuDown;
import shootdown.guest.Task;
import shootdown.kernel.AtRest;
import shootdown.kernel.OneThread;
import shootdown.machine.Machine;
import shootdown.mm.Mm;
import shootdown.sync.CpuMask;
import shootdown.sync.Stall;

/// Calls to other vCPUs, and vCPUs that come and go, on one thread.
final class SmpTest {
  private final OneThread.Fixed kernel = new OneThread.Fixed();
  private final List<String> scheduled = new ArrayList<>();
  private final Machine m =
      Machine.builder()
          .kernel(kernel)
          .vcpus(4)
          .frames(64)
          .scheduler(cpu -> scheduled.add(cpu.toString()))
          .boot();
  private final List<String> ran = new ArrayList<>();

  private void call(Cpu caller, long mask, boolean wait) {
    kernel.callFunctionMask(
        caller,
        mask,
        (cpu, info) -> ran.add(cpu + " " + info + (cpu.irqsOff() ? "" : " with interrupts on")),
        "info",
        wait);
  }

  @Test
  void runsOnceOnEachSelectedVcpuAndNotOnTheCaller() {
    call(m.cpu(1), -1L, true);
    assertEquals(List.of("vcpu0 info", "vcpu2 info", "vcpu3 info"), ran);
    AtRest.check(m);
  }

  @Test
  void withNobodySelectedNothingIsSent() {
    call(m.cpu(1), 2, true);
    call(m.cpu(1), 0, true);
    assertEquals(List.of(), ran);
    assertEquals(null, m.guest().callDataAcquire(), "nothing was published");
    AtRest.check(m);
  }

  @Test
  void theBlockIsNeverResetToNull() {
    call(m.cpu(1), 1, false);
    call(m.cpu(2), 1, true);
    assertEquals(m.cpu(2).callData(), m.guest().callDataAcquire());
    assertFalse(m.cpu(2).callData().isLiveOpaque());
  }

  @Test
  void whoIsOfflineIsNeitherSentToNorAwaited() {
    assertThrows(CpuDown.class, () -> kernel.cpuDown(m.cpu(3)));
    call(m.cpu(0), -1L, true);
    assertEquals(List.of("vcpu1 info", "vcpu2 info"), ran);
    AtRest.check(m);
  }

  @Test
  void aTargetWithInterruptsOffIsAwaitedAndTheWaitForGraphSaysSo() {
    m.stage(m.cpu(0));
    m.cpu(2).irqDisable();
    Stall stall = assertThrows(Stall.class, () -> call(m.cpu(0), -1L, true));
    assertEquals(
        "vcpu0 waits for call_function started=2 finished=2 expected=3"
            + " -> vcpu2 (offstage, interrupts off)",
        stall.getMessage());
    assertEquals(
        "L1: nobody can take another step: waiting={0} awaited={2} cpu=0", m.witness().describe());
  }

  @Test
  void aCallWithInterruptsOffIsTold() {
    m.cpu(0).irqDisable();
    call(m.cpu(0), 2, true);
    assertEquals("L2: IPI awaited with interrupts off: targets={1} cpu=0", m.witness().describe());
    assertEquals(List.of("vcpu1 info"), ran);
  }

  @Test
  void aCallFromAHandlerOfACallIsADeadlock() {
    m.stage(m.cpu(0), m.cpu(1));
    var inner = new ArrayList<Stall>();
    assertThrows(
        Stall.class,
        () ->
            kernel.callFunctionMask(
                m.cpu(0),
                2,
                (cpu, info) -> {
                  m.cpu(0).leaveStage(); // it waits; one thread cannot play both
                  inner.add(assertThrows(Stall.class, () -> call(cpu, 1, true)));
                  throw inner.getFirst();
                },
                null,
                true));
    assertEquals(
        "vcpu1 waits for call_lock with interrupts off -> vcpu0 (offstage)",
        inner.getFirst().getMessage());
    assertEquals("L2: IPI awaited with interrupts off: targets={0} cpu=1", m.witness().describe());
  }

  @Test
  void anEventWithoutACallIsABug() {
    Bug bug =
        assertThrows(Bug.class, () -> kernel.sendIpiOne(m.cpu(0), 1, IpiVector.CALL_FUNCTION));
    assertEquals("BUG: handler found no published call: sender=none cpu=1", bug.getMessage());
  }

  @Test
  void anEventAfterTheReturnTouchesADeadBlock() {
    call(m.cpu(0), 2, true);
    kernel.sendIpiOne(m.cpu(0), 1, IpiVector.CALL_FUNCTION);
    assertEquals(
        "S14: call block touched outside publication and return: owner=0 cpu=1",
        m.witness().describe());
  }

  @Test
  void rescheduleMakesTheTargetLookOnItsWayBack() {
    kernel.sendReschedule(m.cpu(0), 2);
    assertEquals(List.of("vcpu2"), scheduled);
    m.cpu(3).preemptDisable();
    kernel.sendReschedule(m.cpu(0), 3);
    assertEquals(List.of("vcpu2"), scheduled);
    m.cpu(3).preemptEnable();
    assertEquals(List.of("vcpu2", "vcpu3"), scheduled);
  }

  @Test
  void sendStopStopsEverybodyElse() {
    Mm mm = m.mm(0);
    m.run(m.cpu(2), m.task(mm));
    kernel.sendStop(m.cpu(0));
    assertEquals(1, m.guest().online().snapshotOpaque());
    for (int i = 1; i < 4; i++) {
      assertTrue(m.cpu(i).isDownAcquire());
      assertEquals(m.guest().swapper(), m.cpu(i).cr3().loadedAcquire());
    }
    assertEquals(0, mm.cpuVmMask().snapshotOpaque());
    call(m.cpu(0), -1L, true);
    kernel.sendStop(m.cpu(0));
    assertEquals(List.of(), ran);
    AtRest.check(m);
  }

  @Test
  void downGivesBackWhatTheIdleTaskBorrowed() {
    Mm mm = m.mm(0);
    Task user = m.task(mm);
    Cpu cpu = m.cpu(2);
    m.run(cpu, user);
    m.run(cpu, m.task(null));
    kernel.exitMm(moveTo(user, m.cpu(1)));
    assertEquals(2, mm.countOpaque(), "vcpu1's task and vcpu2's");
    m.run(m.cpu(1), m.task(m.mm()));
    assertEquals(1, mm.countOpaque());
    assertThrows(CpuDown.class, () -> kernel.cpuDown(cpu));
    assertTrue(m.guest().memory().isFreeAcquire(mm.pgd()));
    assertEquals(m.guest().swapper(), cpu.cr3().loadedAcquire());
    assertFalse(m.guest().online().containsOpaque(2));
    AtRest.check(m);
  }

  private Task moveTo(Task task, Cpu cpu) {
    m.run(cpu, task);
    return task;
  }

  @Test
  void whoIsDownHasLeftTheMaskAndTakesNoInterrupt() {
    Mm mm = m.mm(0);
    Cpu cpu = m.cpu(2);
    m.run(m.cpu(1), m.task(mm));
    m.run(cpu, m.task(mm));
    m.run(cpu, m.task(null));
    assertThrows(CpuDown.class, () -> kernel.cpuDown(cpu));
    assertEquals(CpuMask.of(1), mm.cpuVmMask().snapshotOpaque());
    assertTrue(cpu.isDownAcquire());
    assertTrue(cpu.irqsOff());
    assertEquals(0, cpu.preemptCount());
    assertEquals(m.guest().initMm(), cpu.tlbActiveMm());
    assertEquals(m.guest().initMm(), cpu.current().activeMm());
    AtRest.check(m);
  }

  @Test
  void whoHasNeverBeenUpIsDownAndKnownToNobody() {
    Machine late = Machine.builder().kernel(kernel).vcpus(4).maxcpus(2).frames(64).boot();
    assertEquals(CpuMask.of(0) | CpuMask.of(1), late.guest().online().snapshotOpaque());
    for (int i = 0; i < 4; i++) {
      assertEquals(i > 1, late.cpu(i).isDownAcquire(), "vcpu" + i);
      for (IpiVector vector : IpiVector.values()) {
        int port = late.guest().domain().channels().ipiPortOpaque(i, vector);
        assertEquals(i < 2, port >= 0, "vcpu" + i + " " + vector);
      }
    }
    AtRest.check(late);
  }

  /// Whatever was left in the area of a vCPU that is down, it begins as `cpu_up` says.
  @Test
  void thePerCpuAreaIsResetBeforeAnybodySeesIt() {
    Cpu cpu = m.cpu(2);
    Mm mm = m.mm(0);
    assertThrows(CpuDown.class, () -> kernel.cpuDown(cpu));
    cpu.cr3().ask(mm.pgd());
    cpu.cr3().issuedRelease(mm.pgd());
    cpu.setTlbState(TlbState.OK);
    cpu.setTlbActiveMm(mm);
    cpu.irqEnable();
    kernel.cpuUp(m.cpu(0), cpu);
    assertEquals(m.guest().swapper(), cpu.cr3().asked());
    assertEquals(m.guest().swapper(), cpu.cr3().issuedAcquire());
    assertEquals(TlbState.LAZY, cpu.tlbState());
    assertEquals(m.guest().initMm(), cpu.tlbActiveMm());
    assertTrue(cpu.irqsOff());
    assertFalse(cpu.isDownAcquire());
    kernel.cpuBringup(cpu);
    AtRest.check(m);
  }

  @Test
  void whoComesBackIsAsGoodAsNew() {
    Mm mm = m.mm(0);
    Cpu cpu = m.cpu(2);
    m.run(cpu, m.task(mm));
    m.run(cpu, m.task(null));
    int port = m.guest().domain().channels().ipiPortOpaque(2, IpiVector.CALL_FUNCTION);
    assertThrows(CpuDown.class, () -> kernel.cpuDown(cpu));
    kernel.cpuUp(m.cpu(0), cpu);
    assertTrue(cpu.irqsOff(), "until it brings itself up");
    assertTrue(m.guest().online().containsOpaque(2));
    kernel.cpuBringup(cpu);
    AtRest.check(m);
    assertEquals(port, m.guest().domain().channels().ipiPortOpaque(2, IpiVector.CALL_FUNCTION));
    assertTrue(cpu.preemptible());
    assertEquals(TlbState.LAZY, cpu.tlbState(), "on init_mm");
    assertEquals(m.guest().initMm(), cpu.tlbActiveMm());
    call(m.cpu(0), -1L, true);
    assertEquals(3, ran.size());
    m.run(cpu, m.task(mm));
    AtRest.check(m);
  }

  @Test
  void whatWasSentToADownVcpuWaitsUntilItIsBack() {
    Cpu cpu = m.cpu(2);
    assertThrows(CpuDown.class, () -> kernel.cpuDown(cpu));
    kernel.sendReschedule(m.cpu(0), 2);
    assertEquals(List.of(), scheduled);
    kernel.cpuUp(m.cpu(0), cpu);
    kernel.cpuBringup(cpu);
    assertEquals(List.of("vcpu2"), scheduled);
  }
}

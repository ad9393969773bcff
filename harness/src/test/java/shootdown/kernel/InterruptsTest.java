package shootdown.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import shootdown.event.IpiVector;
import shootdown.guest.Cpu;
import shootdown.machine.Machine;

/// A vector that is masked, and a vCPU that has nothing to do.
final class InterruptsTest {
  /// Counts how often a vCPU sleeps; somebody wants it while it does so for the third time.
  private static final class Sleepy extends OneThread.Fixed {
    private int sleeps;

    @Override
    public void safeHalt(Cpu cpu) {
      assertTrue(cpu.irqsOff(), "else a wake-up could come before the sleep");
      if (++sleeps == 3) {
        cpu.setNeedReschedOpaque();
      }
      cpu.irqEnable();
    }
  }

  @Test
  void whatComesWhileAVectorIsDisabledIsTakenWhenItIsEnabled() {
    var kernel = new OneThread.Fixed();
    Machine m = Machine.builder().kernel(kernel).boot();
    Cpu one = m.cpu(1);
    kernel.disableIrq(m.cpu(0), 1, IpiVector.CALL_FUNCTION);
    kernel.sendIpiOne(m.cpu(0), 1, IpiVector.CALL_FUNCTION);
    var word = m.guest().domain().channels().mailbox(1);
    long pending = word.pendingAcquire();
    assertTrue(pending != 0, "nobody has handled it");
    one.irqDisable();
    kernel.enableIrq(one, 1, IpiVector.CALL_FUNCTION);
    assertTrue(one.irqsOff());
    assertTrue(word.upcallPendingOpaque(), "announced again");
    assertEquals(pending, word.pendingAcquire());
  }

  @Test
  void onlyThatVectorOfThatVcpuIsDisabled() {
    var kernel = new OneThread.Fixed();
    Machine m = Machine.builder().kernel(kernel).boot();
    kernel.disableIrq(m.cpu(0), 1, IpiVector.CALL_FUNCTION);
    kernel.sendIpiOne(m.cpu(0), 1, IpiVector.RESCHEDULE);
    kernel.sendIpiOne(m.cpu(1), 0, IpiVector.RESCHEDULE);
    var channels = m.guest().domain().channels();
    long free = ~channels.mailbox(0).maskAcquire(); // who is bound nowhere is masked
    assertEquals(IpiVector.COUNT, Long.bitCount(free), "those of vcpu0 are as they were");
    assertEquals(IpiVector.COUNT - 1, Long.bitCount(~channels.mailbox(1).maskAcquire()));
    assertEquals(0, m.guest().domain().channels().mailbox(0).pendingAcquire());
    assertEquals(0, m.guest().domain().channels().mailbox(1).pendingAcquire());
  }

  @Test
  void anIdleVcpuSleepsUntilItIsWanted() {
    var kernel = new Sleepy();
    Machine m = Machine.builder().kernel(kernel).boot();
    kernel.cpuIdle(m.cpu(0));
    assertEquals(3, kernel.sleeps);
    assertFalse(m.cpu(0).irqsOff());
    assertEquals(0, m.cpu(0).preemptCount());
    m.cpu(0).setNeedReschedOpaque();
    kernel.cpuIdle(m.cpu(0));
    assertEquals(3, kernel.sleeps, "wanted already");
  }
}

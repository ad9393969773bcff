package shootdown.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ProcessorTest {
  private final TestProcessor cpu = TestProcessor.machine(1)[0];

  @Test
  void takesWhatIsPendingAtAPointOnlyWhileInterruptsAreOn() {
    cpu.irqDisable();
    cpu.raise();
    cpu.interruptPoint();
    assertEquals(List.of(), cpu.log);
    cpu.irqEnable();
    assertEquals(List.of("upcall"), cpu.log);
    assertFalse(cpu.irqsOff());
    cpu.raise();
    cpu.interruptPoint();
    assertEquals(List.of("upcall", "upcall"), cpu.log);
  }

  @Test
  void savesAndRestoresTheFlagThroughNesting() {
    boolean outer = cpu.irqSave();
    boolean inner = cpu.irqSave();
    assertFalse(outer);
    assertTrue(inner);
    cpu.raise();
    cpu.irqRestore(inner);
    assertTrue(cpu.irqsOff());
    assertEquals(List.of(), cpu.log);
    cpu.irqRestore(outer);
    assertFalse(cpu.irqsOff());
    assertEquals(List.of("upcall"), cpu.log);
  }

  @Test
  void aHandlerIsNotInterruptedAndWhatCameMeanwhileFollows() {
    cpu.onUpcall(
        () -> {
          if (cpu.log.size() == 1) {
            cpu.raise();
            cpu.interruptPoint();
            assertEquals(List.of("upcall"), cpu.log);
          }
        });
    cpu.raise();
    cpu.interruptPoint();
    assertEquals(List.of("upcall", "upcall"), cpu.log);
  }

  @Test
  void isPreemptibleOnlyWithBothOn() {
    assertTrue(cpu.preemptible());
    cpu.preemptDisable();
    assertFalse(cpu.preemptible());
    cpu.irqDisable();
    cpu.preemptEnable();
    assertFalse(cpu.preemptible());
    cpu.irqEnable();
    assertTrue(cpu.preemptible());
  }

  @Test
  void schedulesOnceAndOnlyAtTheOutermostEnable() {
    cpu.preemptDisable();
    cpu.preemptDisable();
    cpu.setNeedReschedOpaque();
    cpu.raise();
    cpu.interruptPoint();
    cpu.preemptEnable();
    assertEquals(List.of("upcall"), cpu.log);
    cpu.preemptEnable();
    assertEquals(List.of("upcall", "schedule"), cpu.log);
    cpu.preemptDisable();
    cpu.preemptEnable();
    assertEquals(List.of("upcall", "schedule"), cpu.log);
  }

  @Test
  void doesNotScheduleWithInterruptsOff() {
    cpu.irqDisable();
    cpu.setNeedReschedOpaque();
    cpu.preemptDisable();
    cpu.preemptEnable();
    assertEquals(List.of(), cpu.log);
    cpu.irqEnable();
    assertEquals(List.of("schedule"), cpu.log);
  }

  @Test
  void schedulesOnTheWayBackFromAnInterrupt() {
    cpu.onUpcall(cpu::setNeedReschedOpaque);
    cpu.onSchedule(() -> assertFalse(cpu.irqsOff()));
    cpu.raise();
    cpu.interruptPoint();
    assertEquals(List.of("upcall", "schedule"), cpu.log);
  }
}

package shootdown.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static shootdown.trace.HypercallOp.INVLPG_LOCAL;
import static shootdown.trace.HypercallOp.PIN_L3;
import static shootdown.trace.HypercallOp.SET_LDT;
import static shootdown.trace.HypercallOp.TLB_FLUSH_LOCAL;
import static shootdown.trace.HypercallOp.UPDATE_VA_MAPPING;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import shootdown.guest.Bug;
import shootdown.guest.Cpu;
import shootdown.guest.LazyMode;
import shootdown.hypervisor.HypercallGate;
import shootdown.hypervisor.Va;
import shootdown.machine.Machine;
import shootdown.mm.Pte;

final class BatchesTest {
  private final OneThread.Fixed kernel = new OneThread.Fixed();
  private final Machine machine = Machine.builder().kernel(kernel).batch(32, 64).boot();
  private final Cpu cpu = machine.cpu(0);

  private void ldt() {
    kernel.queueMmuext(cpu, SET_LDT, 0, 0);
  }

  @Test
  void interruptsAreOffFromBatchToIssue() {
    kernel.mcBatch(cpu);
    assertTrue(cpu.irqsOff());
    ldt();
    assertEquals(List.of(), kernel.hypervisor().take());
    kernel.mcIssue(cpu, LazyMode.NONE);
    assertFalse(cpu.irqsOff());
    assertEquals(List.of(List.of(SET_LDT)), kernel.hypervisor().take());
    AtRest.check(machine);
  }

  @Test
  void theFlagComesOutAsItWentIn() {
    cpu.irqDisable();
    kernel.mcBatch(cpu);
    kernel.mcIssue(cpu, LazyMode.NONE);
    assertTrue(cpu.irqsOff());
    assertEquals("no breach", machine.witness().describe());
  }

  @Test
  void batchesDoNotNest() {
    kernel.mcBatch(cpu);
    ldt();
    kernel.mcBatch(cpu);
    assertEquals("S7: batch opened inside a batch: entries=1 cpu=0", machine.witness().describe());
    kernel.mcIssue(cpu, LazyMode.NONE);
    kernel.mcIssue(cpu, LazyMode.NONE);
    assertTrue(cpu.irqsOff(), "the one saved word was overwritten");
  }

  @Test
  void thirtyTwoTwoWordEntriesFillBothLimitsAtOnce() {
    kernel.mcBatch(cpu);
    for (int i = 0; i < 32; i++) {
      ldt();
    }
    assertFalse(cpu.mc().hasRoomFor(0));
    assertEquals(List.of(), kernel.hypervisor().take());
    kernel.queueMmuext(cpu, TLB_FLUSH_LOCAL, 0, 0);
    assertEquals(List.of(Collections.nCopies(32, SET_LDT)), kernel.hypervisor().take());
    kernel.mcIssue(cpu, LazyMode.NONE);
    assertEquals(List.of(List.of(TLB_FLUSH_LOCAL)), kernel.hypervisor().take());
  }

  @Test
  void staysQueuedInTheModeItNames() {
    cpu.preemptDisable();
    kernel.setLazyMode(cpu, LazyMode.MMU);
    kernel.flushTlbLocal(cpu, 3);
    assertEquals(List.of(), kernel.hypervisor().take());
    kernel.mcBatch(cpu);
    ldt();
    kernel.mcIssue(cpu, LazyMode.CPU);
    assertEquals(
        List.of(List.of(INVLPG_LOCAL, SET_LDT)),
        kernel.hypervisor().take(),
        "another mode's batch issues all, in order");
    kernel.flushTlbLocal(cpu, FlushTlb.ALL);
    kernel.setLazyMode(cpu, LazyMode.NONE);
    assertEquals(List.of(List.of(TLB_FLUSH_LOCAL)), kernel.hypervisor().take());
    cpu.preemptEnable();
    AtRest.check(machine);
  }

  /// A handler runs in mode NONE: what it queues is issued there, after what was queued before it.
  @Test
  void aHandlerIssuesWhatWasQueuedBeforeItInOrder() {
    cpu.preemptDisable();
    kernel.setLazyMode(cpu, LazyMode.MMU);
    kernel.flushTlbLocal(cpu, 3);
    kernel.callFunctionMask(
        machine.cpu(1), 1, (me, info) -> kernel.flushTlbLocal(me, FlushTlb.ALL), null, true);
    assertEquals(List.of(List.of(INVLPG_LOCAL, TLB_FLUSH_LOCAL)), kernel.hypervisor().take());
    assertEquals(LazyMode.MMU, cpu.lazyMode(), "and the interrupted mode is back");
    kernel.setLazyMode(cpu, LazyMode.NONE);
    cpu.preemptEnable();
    AtRest.check(machine);
  }

  @Test
  void callbacksRunOnceAfterTheIssueWithInterruptsOff() {
    var log = new ArrayList<String>();
    kernel.mcBatch(cpu);
    ldt();
    for (int i = 0; i < 3; i++) {
      kernel.queueCallback(
          cpu,
          (me, frame, mm) -> log.add(frame + (me.irqsOff() ? " off " : " on ") + me.mc().size()),
          i,
          null);
    }
    assertEquals(List.of(), log);
    kernel.mcIssue(cpu, LazyMode.NONE);
    assertEquals(List.of("0 off 0", "1 off 0", "2 off 0"), log);
    kernel.mcBatch(cpu);
    kernel.mcIssue(cpu, LazyMode.NONE);
    assertEquals(3, log.size());
  }

  @Test
  void aCallbackThatHasNoRoomIssuesWhatIsThere() {
    var log = new ArrayList<Integer>();
    kernel.mcBatch(cpu);
    for (int i = 0; i < 32; i++) {
      kernel.queueCallback(cpu, (me, frame, mm) -> log.add(frame), i, null);
    }
    ldt();
    assertEquals(List.of(), log);
    kernel.queueCallback(cpu, (me, frame, mm) -> log.add(frame), 32, null);
    assertEquals(IntStream.range(0, 32).boxed().toList(), log);
    assertEquals(List.of(List.of(SET_LDT)), kernel.hypervisor().take());
    kernel.mcIssue(cpu, LazyMode.NONE);
    assertEquals(33, log.size());
  }

  @Test
  void everyEntryIntoTheHypervisorIsLeft() {
    var log = new ArrayList<String>();
    var gated =
        Machine.builder()
            .kernel(kernel)
            .gate(
                new HypercallGate() {
                  @Override
                  public void enter() {
                    log.add("enter");
                  }

                  @Override
                  public void leave() {
                    log.add("leave");
                  }
                })
            .boot();
    Cpu one = gated.cpu(0);
    log.clear();
    kernel.mcBatch(one);
    kernel.queueMmuext(one, SET_LDT, 0, 0);
    kernel.mcIssue(one, LazyMode.NONE);
    assertEquals(List.of("enter", "leave"), log);
    int _ = kernel.hypervisorUpdateVa(one, Va.linear(20), Pte.of(20, true), 0);
    assertEquals(List.of("enter", "leave", "enter", "leave"), log);
  }

  @Test
  void aRefusedEntryIsABugThatNamesIt() {
    kernel.mcBatch(cpu);
    ldt();
    kernel.queueMmuext(cpu, PIN_L3, machine.guest().swapper(), 0);
    Bug bug = assertThrows(Bug.class, () -> kernel.mcIssue(cpu, LazyMode.NONE));
    assertEquals(
        "BUG: entry of a multicall refused: op=PIN_L3 result=-EINVAL cpu=0", bug.getMessage());
    assertEquals(
        "S5: entry of a multicall refused: op=PIN_L3 result=-EINVAL cpu=0",
        machine.witness().describe());
  }

  @Test
  void theBufferIsNotForThePreemptible() {
    Bug bug = assertThrows(Bug.class, () -> kernel.mcFlush(cpu));
    assertEquals("BUG: batch used while preemptible: entries=0 cpu=0", bug.getMessage());
    assertThrows(Bug.class, () -> kernel.queueUpdateVa(cpu, 0, 0, 0));
    assertThrows(Bug.class, () -> kernel.setLazyMode(cpu, LazyMode.MMU));
  }

  @Test
  void lazyModesDoNotNest() {
    cpu.preemptDisable();
    kernel.setLazyMode(cpu, LazyMode.MMU);
    Bug nested = assertThrows(Bug.class, () -> kernel.setLazyMode(cpu, LazyMode.CPU));
    assertEquals(
        "BUG: lazy mode entered from the wrong mode: mode=MMU asked=CPU cpu=0",
        nested.getMessage());
    kernel.setLazyMode(cpu, LazyMode.NONE);
    Bug left = assertThrows(Bug.class, () -> kernel.setLazyMode(cpu, LazyMode.NONE));
    assertEquals(
        "BUG: lazy mode entered from the wrong mode: mode=NONE asked=NONE cpu=0",
        left.getMessage());
  }

  @Test
  void aChangeOfModeIssuesFirst() {
    cpu.irqDisable();
    kernel.setLazyMode(cpu, LazyMode.CPU);
    kernel.mcBatch(cpu);
    kernel.queueUpdateVa(cpu, Va.linear(20), Pte.of(20, true), 0);
    kernel.mcIssue(cpu, LazyMode.CPU);
    assertEquals(1, cpu.mc().size());
    kernel.setLazyMode(cpu, LazyMode.NONE);
    assertEquals(List.of(List.of(UPDATE_VA_MAPPING)), kernel.hypervisor().take());
    cpu.irqEnable();
    AtRest.check(machine);
  }
}

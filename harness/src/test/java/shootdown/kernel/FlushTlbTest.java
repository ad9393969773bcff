package shootdown.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static shootdown.trace.HypercallOp.INVLPG_LOCAL;
import static shootdown.trace.HypercallOp.INVLPG_MULTI;
import static shootdown.trace.HypercallOp.TLB_FLUSH_LOCAL;
import static shootdown.trace.HypercallOp.TLB_FLUSH_MULTI;
import static shootdown.trace.HypercallOp.UPDATE_VA_MAPPING;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import shootdown.guest.Cpu;
import shootdown.guest.LazyMode;
import shootdown.hypervisor.Va;
import shootdown.machine.Machine;
import shootdown.mm.Mm;
import shootdown.mm.Pte;
import shootdown.sync.CpuMask;

/// Who is flushed, by what, and what is issued before.
final class FlushTlbTest {
  private final OneThread.Fixed kernel = new OneThread.Fixed();
  private final Machine m = Machine.builder().kernel(kernel).vcpus(3).frames(64).boot();
  private final Cpu cpu = m.cpu(0);
  private final Mm mm = m.mm(0, 1);

  @BeforeEach
  void runOnAll() {
    for (int i = 0; i < 3; i++) {
      m.run(m.cpu(i), m.task(mm));
    }
    var _ = kernel.hypervisor().take();
  }

  @Test
  void theOthersOfTheMaskWhoAreOnline() {
    assertEquals(CpuMask.of(1) | CpuMask.of(2), kernel.flushTargets(cpu, mm));
    m.guest().online().clearVolatile(2);
    assertEquals(CpuMask.of(1), kernel.flushTargets(cpu, mm));
    mm.cpuVmMask().clearVolatile(1);
    assertEquals(0, kernel.flushTargets(cpu, mm));
  }

  @Test
  void oneselfByOnesOwnHypercallAndTheOthersByTheHypervisors() {
    kernel.flushTlb(cpu.current(), mm, 1);
    assertEquals(List.of(List.of(INVLPG_LOCAL), List.of(INVLPG_MULTI)), kernel.hypervisor().take());
    kernel.flushTlb(cpu.current(), mm, FlushTlb.ALL);
    assertEquals(
        List.of(List.of(TLB_FLUSH_LOCAL), List.of(TLB_FLUSH_MULTI)), kernel.hypervisor().take());
    AtRest.check(m);
  }

  /// What is queued changes entries: it is executed before the mask is read.
  @Test
  void whatIsQueuedComesFirst() {
    cpu.preemptDisable();
    kernel.setLazyMode(cpu, LazyMode.MMU);
    kernel.mcBatch(cpu);
    kernel.queueUpdateVa(cpu, Va.linear(20), Pte.of(20, true), 0);
    kernel.mcIssue(cpu, LazyMode.MMU);
    kernel.flushTlb(cpu.current(), mm, 1);
    assertEquals(
        List.of(List.of(UPDATE_VA_MAPPING), List.of(INVLPG_LOCAL, INVLPG_MULTI)),
        kernel.hypervisor().take());
    assertEquals(0, cpu.mc().size(), "the others' flush does not wait for the end of the mode");
    kernel.setLazyMode(cpu, LazyMode.NONE);
    cpu.preemptEnable();
    AtRest.check(m);
  }

  @Test
  void whoIsLazyLeavesWhenAllAreFlushed() {
    m.run(cpu, m.task(null));
    m.run(m.cpu(1), m.task(null));
    kernel.flushTlbAll(cpu);
    for (int i = 0; i < 2; i++) {
      assertEquals(m.guest().swapper(), m.cpu(i).cr3().loadedAcquire(), "vcpu" + i);
      assertFalse(mm.cpuVmMask().containsOpaque(i), "vcpu" + i);
    }
    assertTrue(mm.cpuVmMask().containsOpaque(2));
    AtRest.check(m);
  }
}

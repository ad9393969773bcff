package shootdown.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import shootdown.guest.Cpu;
import shootdown.guest.LazyMode;
import shootdown.machine.Machine;
import shootdown.mm.Mm;
import shootdown.sync.CpuMask;
import shootdown.trace.HypercallOp;

/// Whom an exit asks: the mask and `xen_current_cr3` each say enough on `fixed`, so no story misses
/// either of them alone.
final class DropMmRefTest {
  private final OneThread.Fixed kernel = new OneThread.Fixed();
  private final Machine m = Machine.builder().kernel(kernel).vcpus(4).frames(64).boot();
  private final Cpu cpu = m.cpu(0);
  private final Mm mm = m.mm(0);

  private void borrow(int vcpu) {
    m.run(m.cpu(vcpu), m.task(mm));
    m.run(m.cpu(vcpu), m.task(null));
  }

  @Test
  void whoIssuedTheTableIsAHolderWithoutTheMask() {
    borrow(1);
    borrow(3);
    mm.cpuVmMask().clearVolatile(1);
    mm.cpuVmMask().clearVolatile(3);
    assertEquals(CpuMask.of(1) | CpuMask.of(3), kernel.issuers(cpu, mm));
    assertEquals(CpuMask.of(1) | CpuMask.of(3), kernel.holders(cpu, mm));
  }

  @Test
  void whoIsInTheMaskIsAHolderWhateverHeIssued() {
    mm.cpuVmMask().setVolatile(2);
    assertEquals(0, kernel.issuers(cpu, mm));
    assertEquals(CpuMask.of(2), kernel.holders(cpu, mm));
  }

  @Test
  void whoIsOfflineIsNotAsked() {
    borrow(1);
    borrow(3);
    m.guest().online().clearVolatile(3);
    assertEquals(CpuMask.of(1), kernel.issuers(cpu, mm));
  }

  /// A switch that is under way has queued its load: it must not come after ours.
  @Test
  void whatASwitchHasQueuedIsIssuedFirst() {
    var _ = kernel.hypervisor().take();
    cpu.irqDisable();
    kernel.setLazyMode(cpu, LazyMode.CPU);
    kernel.mcBatch(cpu);
    kernel.queueMmuext(cpu, HypercallOp.SET_LDT, 0, 0);
    kernel.mcIssue(cpu, LazyMode.CPU);
    assertEquals(List.of(), kernel.hypervisor().take());
    kernel.dropLocal(cpu, mm);
    assertEquals(List.of(List.of(HypercallOp.SET_LDT)), kernel.hypervisor().take());
    assertTrue(cpu.irqsOff());
  }

  @Test
  void aSwitchQueuesItsLoadAndLeavingDoesNot() {
    var _ = kernel.hypervisor().take();
    cpu.irqDisable();
    kernel.setLazyMode(cpu, LazyMode.CPU);
    kernel.writeCr3(cpu, mm.pgd(), null);
    assertEquals(List.of(), kernel.hypervisor().take());
    assertEquals(mm.pgd(), cpu.cr3().asked());
    assertEquals(m.guest().swapper(), cpu.cr3().issuedAcquire());
    kernel.loadSwapper(cpu);
    assertEquals(
        List.of(List.of(HypercallOp.NEW_BASEPTR, HypercallOp.NEW_BASEPTR)),
        kernel.hypervisor().take());
    assertEquals(m.guest().swapper(), cpu.cr3().loadedAcquire());
    kernel.setLazyMode(cpu, LazyMode.NONE);
  }
}

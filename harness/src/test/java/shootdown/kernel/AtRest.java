package shootdown.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import shootdown.cpu.TlbState;
import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.guest.LazyMode;
import shootdown.guest.Task;
import shootdown.hypervisor.Counts;
import shootdown.machine.Machine;
import shootdown.machine.Snapshots;
import shootdown.mm.Memory;
import shootdown.mm.Mm;
import shootdown.oracle.Oracle;

/// What is true of a machine on which nobody is in the middle of anything.
public final class AtRest {
  private AtRest() {}

  /// No breach; the counts are right; every vCPU has interrupts on, nothing queued, no lock held;
  /// PG_pinned says what the linear map says (S11); states and masks agree with cr3 (S8, S9, S22).
  public static void check(Machine m) {
    assertEquals("no breach", m.witness().describe());
    assertEquals(List.of(), Oracle.judge(Snapshots.of(m)), "the oracle");
    Guest guest = m.guest();
    Counts.assertConsistent(guest.domain());
    for (int i = 0; i < guest.cpuCount(); i++) {
      if (!guest.cpu(i).isDownAcquire()) {
        checkCpu(guest.cpu(i));
      }
    }
    Memory memory = guest.memory();
    for (int frame = 0; frame < memory.highStart(); frame++) {
      boolean writable = guest.hypervisor().isMappedWritable(guest.domain(), frame);
      assertEquals(!writable, guest.pageFlags().pinnedOpaque(frame), "S11 frame " + frame);
    }
    assertEquals(0, guest.callLock().holdersOpaque());
    assertEquals(0, guest.pgdLock().holdersOpaque());
    assertEquals(0, guest.kmaps().lock().holdersOpaque());
  }

  private static void checkCpu(Cpu cpu) {
    String who = cpu.toString();
    assertFalse(cpu.irqsOff(), who);
    assertEquals(0, cpu.preemptCount(), who);
    assertEquals(LazyMode.NONE, cpu.lazyMode(), who);
    assertEquals(0, cpu.mc().size(), who);
    assertEquals(0, cpu.mc().callbackCount(), who);
    assertFalse(cpu.inSwitch(), who);
    assertEquals(cpu.cr3().asked(), cpu.cr3().issuedAcquire(), who);
    assertEquals(cpu.cr3().asked(), cpu.cr3().loadedAcquire(), who);
    Task task = cpu.current();
    Mm mm = task.mm();
    if (mm != null) {
      assertEquals(mm.pgd(), cpu.cr3().loadedAcquire(), "S22 " + who);
      assertEquals(mm, task.activeMm(), who);
      assertEquals(mm, cpu.tlbActiveMm(), "S9 " + who);
      assertEquals(TlbState.OK, cpu.tlbState(), "S9 " + who);
      assertEquals(true, mm.cpuVmMask().containsOpaque(cpu.id()), "S8 " + who);
    }
  }
}

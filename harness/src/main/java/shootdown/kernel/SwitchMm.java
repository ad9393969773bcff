package shootdown.kernel;

import shootdown.cpu.TlbState;
import shootdown.guest.Bug;
import shootdown.guest.Cpu;
import shootdown.mm.Mm;
import shootdown.trace.Breach;
import shootdown.trace.TraceKind;

/// Going from one address space to another.
///
/// **Goal.** A vCPU that may use an mm's translations is in its mask (S8, S10), and a handler that
/// interrupts the switch anywhere finds enough to do the right thing.
///
/// **How.** State first: from `OK` on, nobody may make this vCPU leave. Then the mm, then the mask
/// bit of the next mm, then cr3. The bit of the previous mm goes in the callback after the load:
/// earlier, a flush would miss a vCPU that still walks the old table (museum A05).
///
/// Linux tolerates a clear bit on a vCPU that is in the kernel and will reload; here it is held to
/// the stricter rule.
///
/// Runs with interrupts off in the context switch, with interrupts on in exec and use_mm.
///
/// Stands for: `switch_mm`, include/asm-i386/mmu_context.h.
public interface SwitchMm extends LazyTlb {

  default void switchMm(Cpu cpu, Mm prev, Mm next) {
    cpu.trace(TraceKind.SWITCH_MM, prev.id(), next.id());
    cpu.beginSwitch();
    if (prev != next) {
      switchToOther(cpu, prev, next);
    } else {
      switchToSame(cpu, next);
    }
    cpu.endSwitch();
  }

  default void switchToOther(Cpu cpu, Mm prev, Mm next) {
    cpu.setTlbState(TlbState.OK);
    cpu.interruptPoint();
    cpu.setTlbActiveMm(next);
    cpu.interruptPoint();
    setMaskBit(cpu, next);
    cpu.interruptPoint();
    writeCr3(cpu, next.pgd(), prev);
  }

  /// The table is loaded already, unless a `leave_mm` came meanwhile: it cleared the bit.
  default void switchToSame(Cpu cpu, Mm next) {
    cpu.setTlbState(TlbState.OK);
    cpu.interruptPoint();
    if (cpu.tlbActiveMm() != next) {
      throw Bug.on(cpu, Breach.ACTIVE_MM_DIFFERS, next.id(), cpu.tlbActiveMm().id());
    }
    if (!testAndSetMaskBit(cpu, next)) {
      cpu.interruptPoint();
      writeCr3(cpu, next.pgd(), null);
    }
  }
}

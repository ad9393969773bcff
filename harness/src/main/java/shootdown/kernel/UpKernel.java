package shootdown.kernel;

import shootdown.guest.Cpu;
import shootdown.guest.Task;
import shootdown.mm.Mm;
import shootdown.trace.TraceKind;

/// The single-processor kernel: no masks, no lazy state, no interrupts to others.
///
/// Stands for: the `#else` branch of the seed's `drop_mm_ref`, and `switch_mm` without CONFIG_SMP.
public class UpKernel extends FixedKernel {
  @Override
  public String name() {
    return "up";
  }

  @Override
  public int maxVcpus() {
    return 1;
  }

  @Override
  public void dropMmRef(Cpu cpu, Mm mm) {
    if (cpu.current().activeMm() == mm) {
      loadSwapper(cpu);
    }
  }

  @Override
  public void enterLazyTlb(Cpu cpu, Mm mm) {
    // cpu_tlbstate does not exist
  }

  @Override
  public void switchMm(Cpu cpu, Mm prev, Mm next) {
    cpu.beginSwitch();
    cpu.trace(TraceKind.SWITCH_MM, prev.id(), next.id());
    if (prev != next || cpu.cr3().asked() != next.pgd()) {
      writeCr3(cpu, next.pgd(), null);
    }
    cpu.endSwitch();
  }

  @Override
  public void flushTlb(Task current, Mm mm, int vpn) {
    Cpu cpu = current.getCpu();
    mcFlush(cpu);
    if (cpu.current().activeMm() == mm) {
      flushTlbLocal(cpu, vpn);
    }
    current.putCpu();
  }

  @Override
  public void flushTlbAll(Cpu cpu) {
    flushTlbLocal(cpu, ALL);
  }
}

package shootdown.fault;

import shootdown.cpu.TlbState;
import shootdown.guest.Bug;
import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;
import shootdown.mm.Mm;
import shootdown.trace.Breach;
import shootdown.trace.TraceKind;

/// The same in leave_mm, where Linux never changed it: there the bit goes first, and swapper is
/// loaded after. Harmless to whoever tolerates stale user translations in a vCPU that is in the
/// kernel.
@Fault(
    id = "A05l",
    year = 2011,
    source = "Linux 831d52bc1539, its other half",
    title = "leave_mm leaves the mask before it leaves the page table",
    missing = "the order: the bit goes after the load of swapper",
    interleaving = {
      "cpu1 runs a kernel thread that borrows mm and has a translation of a page",
      "cpu1 unmaps another page of mm; being lazy, it flushes itself by leave_mm",
      "cpu1 clears its bit in the mask of mm",
      "cpu0 unmaps the page, reads the mask and flushes nobody",
      "cpu0 frees the page, which cpu1 can still reach through its TLB",
      "cpu1 loads swapper"
    },
    breaks = {"S10"},
    form = Form.SC,
    killedBy = {"Flush_04_LazyUnmap"},
    scenario = "flushes")
public final class A05l_LeaveMmClearsEarly extends FixedKernel {
  @Override
  public String name() {
    return "A05l";
  }

  @Override
  public void leaveMm(Cpu cpu) {
    Mm mm = cpu.tlbActiveMm();
    if (cpu.tlbState() == TlbState.OK) {
      throw Bug.on(cpu, Breach.LEAVE_MM_WHILE_OK, mm.id(), 0);
    }
    cpu.trace(TraceKind.LEAVE_MM, mm.id());
    clearMaskBit(cpu, mm);
    cpu.interruptPoint();
    loadSwapper(cpu);
  }
}

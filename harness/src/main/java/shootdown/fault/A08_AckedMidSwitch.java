package shootdown.fault;

import shootdown.cpu.TlbState;
import shootdown.guest.Cpu;
import shootdown.kernel.Linux30Kernel;
import shootdown.mm.Mm;
import shootdown.trace.TraceKind;

/// The call comes when the switch is done in name only: the handler sees another mm, has nothing to
/// do, and says so. The fix of 2020 turns interrupts off in use_mm; the one that Xen had since 2007
/// looks at `xen_current_cr3` in the handler, and this kernel lacks it.
@Fault(
    id = "A08",
    year = 2020,
    source = "Linux 38cf307c1f20",
    title = "the call is answered between the switch in name and the load",
    missing = "the look at xen_current_cr3 in the handler",
    interleaving = {
      "cpu0 exits from mm and finds cpu1, a lazy borrower, in the mask",
      "cpu1 adopts another mm with interrupts on: active_mm is the other mm already",
      "cpu1 takes the call before it loads: active_mm is not mm, so there is nothing to do",
      "cpu0 unpins mm.pgd, which cpu1 still has in cr3",
      "cpu1 loads the other table"
    },
    breaks = {"S4", "S5"},
    form = Form.IRQ,
    killedBy = {"Exit_03_Exec", "Exit_04_UseMm"},
    scenario = "exits")
public final class A08_AckedMidSwitch extends Linux30Kernel {
  @Override
  public String name() {
    return "A08";
  }

  @Override
  public void dropOtherMmRef(Cpu cpu, Mm mm) {
    cpu.trace(TraceKind.DROP_OTHER_MM_REF, mm.id());
    if (cpu.tlbActiveMm() == mm && cpu.tlbState() != TlbState.OK) {
      leaveMm(cpu);
    }
  }
}

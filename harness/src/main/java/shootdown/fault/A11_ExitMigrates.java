package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.guest.Task;
import shootdown.kernel.FixedKernel;
import shootdown.mm.Mm;
import shootdown.trace.TraceKind;

/// Exit may be moved between its own half of drop_mm_ref and the others'. The seed brought the
/// get_cpu that forbids it; the code before it had none.
@Fault(
    id = "A11",
    year = 2007,
    source = "Linux f87e4cac4f4e",
    derived = true,
    title = "exit moves to another vCPU between the halves of drop_mm_ref",
    missing = "get_cpu around both halves of drop_mm_ref",
    interleaving = {
      "cpu0 exits from mm: it has loaded swapper itself, and is preempted",
      "cpu1 borrows mm, and takes the exiting task over",
      "cpu1 calls everybody in the mask but itself, since a call is to the others",
      "cpu1 unpins mm.pgd, which it has in cr3"
    },
    breaks = {"S4", "S5"},
    form = Form.SC,
    killedBy = {"Exit_07_Migration"},
    scenario = "exits",
    endures =
        "A task preempted in the middle of an operation stays on its vCPU, and this one has to"
            + " move.")
public final class A11_ExitMigrates extends FixedKernel {
  @Override
  public String name() {
    return "A11";
  }

  @Override
  public void dropMmRef(Cpu cpu, Mm mm) {
    cpu.trace(TraceKind.DROP_MM_REF, mm.id());
    Task current = cpu.current();
    dropLocal(cpu, mm);
    current.putCpu(); // from here on it may be on another vCPU
    Cpu now = current.getCpu();
    callFunctionMask(now, holders(now, mm), dropOtherMmRefFunction(), mm, true);
  }
}

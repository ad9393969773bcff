package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;
import shootdown.mm.Mm;
import shootdown.trace.TraceKind;

/// Exit moves itself off the page table, and nobody else. What the seed came to mend.
@Fault(
    id = "A01",
    year = 2007,
    source = "Linux f87e4cac4f4e",
    title = "exit unpins without asking the other vCPUs",
    missing = "the call that has the lazy borrowers leave",
    interleaving = {
      "cpu1 runs a kernel thread that borrows mm: its cr3 holds mm.pgd",
      "cpu0 exits from mm: its own reference is dropped, nobody is called",
      "cpu0 unpins mm.pgd, which cpu1 still has in cr3",
      "cpu0 remaps the tables writable, and is refused"
    },
    breaks = {"S4", "S5"},
    form = Form.SC,
    killedBy = {
      "Exit_01_LazyBorrower",
      "Exit_02_QueuedSwitch",
      "Exit_05_TwoThreads",
      "Exit_06_UnuseMm",
      "Exit_10_CpuOffline",
      "Walk_01_FreedTables"
    },
    scenario = "exits")
public final class A01_UnpinNoShootdown extends FixedKernel {
  @Override
  public String name() {
    return "A01";
  }

  @Override
  public void dropMmRef(Cpu cpu, Mm mm) {
    cpu.trace(TraceKind.DROP_MM_REF, mm.id());
    dropLocal(cpu, mm);
  }
}

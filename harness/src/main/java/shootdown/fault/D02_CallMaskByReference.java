package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;
import shootdown.mm.Mm;

/// The mask is passed by reference, counted, and read once more for the sending. Xen went over to
/// references in 2009 and mended its flush within weeks; `smp_call_function_many` of Linux had it
/// until 2011.
@Fault(
    id = "D02",
    year = 2009,
    source = "xen.git ac3fc35d91, Linux 723aae25d5cd",
    title = "the mask of a call changes between counting and sending",
    missing = "one snapshot of the mask, for the count and for the sending",
    interleaving = {
      "cpu1 borrows mm, and its switch away from it is under way",
      "cpu0 exits from mm and counts the mask: one vCPU to call",
      "cpu1 has loaded its next table and leaves the mask of mm",
      "cpu0 reads the mask again, sends to nobody, and waits for one answer for ever"
    },
    breaks = {"L1"},
    form = Form.SC,
    killedBy = {
      "Exit_02_QueuedSwitch",
      "Exit_03_Exec",
      "Exit_04_UseMm",
      "Exit_08_HighmemTables",
      "Exit_12_BesideFlush"
    },
    scenario = "mixed")
public final class D02_CallMaskByReference extends FixedKernel {
  @Override
  public String name() {
    return "D02";
  }

  @Override
  public void dropMmRef(Cpu cpu, Mm mm) {
    dropLocal(cpu, mm);
    cpu.interruptPoint();
    lockCalls(cpu);
    int expected = Long.bitCount(callTargets(cpu, holders(cpu, mm)));
    cpu.interruptPoint();
    if (expected != 0) {
      call(cpu, callTargets(cpu, holders(cpu, mm)), expected, dropOtherMmRefFunction(), mm, true);
    }
    cpu.guest().callLock().unlock(cpu);
  }
}

package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.guest.Task;
import shootdown.kernel.FixedKernel;
import shootdown.kernel.TaskMm;

/// A table is pinned when it is first switched to: inside the context switch, interrupts off.
/// Pinning takes `page_table_lock` and, with tables in highmem, calls the other vCPUs and waits for
/// them. Moved to fork and exec, where interrupts are on. The lock itself tells, as L2, whether or
/// not anybody has it: what two vCPUs come to is not waited for.
@Fault(
    id = "B05",
    year = 2006,
    source = "xen.git 1d0986e6b4",
    title = "pinning waits for locks and vCPUs inside the context switch",
    missing = "the pin before the switch, while interrupts are on",
    interleaving = {
      "cpu0 switches to a child that never ran: interrupts off, it pins the child's table",
      "cpu1 does the same with its own",
      "cpu0 flushes the kmaps and waits for cpu1 to answer",
      "cpu1 spins on kmap_lock with interrupts off and never answers"
    },
    breaks = {"L2", "L1"},
    form = Form.DEADLOCK,
    killedBy = {"Pin_05_ChildRunsFirst"},
    scenario = "highmem")
public final class B05_PinInSwitch extends FixedKernel {
  @Override
  public String name() {
    return "B05";
  }

  @Override
  public void runChild(Cpu cpu, Task child) {
    boolean off = cpu.irqSave(); // the runqueue's lock
    archDupMmap(cpu, TaskMm.activeMmOf(child)); // mm_pin, in switch_mm
    contextSwitch(cpu, child);
    cpu.irqRestore(off);
  }
}

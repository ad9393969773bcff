package shootdown.fault;

import shootdown.guest.Cpu;
import shootdown.guest.McBuffer;
import shootdown.kernel.FixedKernel;

/// One queue of multicalls for all vCPUs: what one has queued another issues, and some calls mean
/// whoever issues them. XenLinux had a global array of eight entries until it ran on two.
@Fault(
    id = "C04",
    year = 2004,
    source = "xen.git 2fbbbdd68e",
    title = "all vCPUs share one queue of multicalls",
    missing = "a queue for each vCPU",
    interleaving = {
      "cpu0 switches to a task of another mm: NEW_BASEPTR waits in the queue",
      "cpu1 switches as well, and at its end issues what is queued",
      "xen loads the page table that cpu0 asked for on cpu1",
      "cpu0 finds nothing to issue, and goes on with the table of its last task"
    },
    breaks = {"S6", "S7", "S22"},
    form = Form.SC,
    killedBy = {
      "Batch_01_TwoSwitches",
      "Zap_01_BesideProtect",
      "Table_01_GrowBesideSwitch",
      "Table_02_ReleaseBesideWalk",
      "Flush_01_SwitchIn",
      "Flush_02_SwitchOut",
      "Exit_01_LazyBorrower",
      "Exit_02_QueuedSwitch",
      "Exit_08_HighmemTables"
    },
    scenario = "split")
public final class C04_SharedQueue extends FixedKernel {
  @Override
  public String name() {
    return "C04";
  }

  @Override
  public McBuffer mcBuffer(Cpu cpu) {
    return cpu.guest().cpu(0).mc();
  }
}

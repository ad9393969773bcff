package shootdown.fault;

import org.jspecify.annotations.Nullable;
import shootdown.event.IpiVector;
import shootdown.guest.CallData;
import shootdown.guest.CallFunction;
import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;

/// The IPI overtakes the call that it announces: it is sent before the block is filled and
/// published. In Xen the stores came first in the code, but a write to an x2APIC register does not
/// wait for them.
@Fault(
    id = "D08",
    year = 2008,
    source = "xen.git 944e533ffb",
    title = "an IPI is sent before the call that it announces is there",
    missing = "the block filled and published before the IPI is sent",
    interleaving = {
      "cpu0 sends the IPI",
      "cpu1 takes it and finds no call published, or the one before",
      "cpu0 fills its block and publishes it"
    },
    breaks = {"S15", "S14", "L1"},
    form = Form.SC,
    killedBy = {
      "Cpu_01_UpBesideCall",
      "Cpu_02_OfflineBesideCall",
      "Cpu_03_DownBesideTwoCalls",
      "Exit_01_LazyBorrower",
      "Exit_02_QueuedSwitch",
      "Exit_03_Exec",
      "Exit_04_UseMm",
      "Exit_05_TwoThreads",
      "Exit_06_UnuseMm",
      "Exit_07_Migration",
      "Exit_08_HighmemTables",
      "Exit_10_CpuOffline",
      "Ipi_01_TwoInitiators",
      "Ipi_02_NoWait",
      "Ipi_03_LazyMmuSection",
      "Ipi_04_Blocked",
      "Ipi_05_InBatch",
      "Ipi_07_EventsInARow",
      "Ipi_08_DisabledIrq",
      "Pin_03_TwoKmapFlushes",
      "Stop_01_ThenCall",
      "Walk_01_FreedTables"
    },
    scenario = "ipis")
public final class D08_SendBeforePublish extends FixedKernel {
  @Override
  public String name() {
    return "D08";
  }

  @Override
  public void call(
      Cpu cpu, long targets, int expected, CallFunction func, @Nullable Object info, boolean wait) {
    CallData data = cpu.callData();
    sendIpiMask(cpu, targets, IpiVector.CALL_FUNCTION);
    data.fill(func, info, wait, targets, expected);
    publish(cpu, data);
    awaitAnswers(cpu, data, targets);
  }
}

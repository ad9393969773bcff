package shootdown.fault;

import shootdown.guest.CallData;
import shootdown.guest.CallFunction;
import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;

/// The handler says that it has started, and reads the block afterwards, when the caller may be
/// filling it anew. In Linux the blocks stood in a list, and a handler looked at one that was being
/// refilled for the next call; here there is one block a caller, and the same two accesses in the
/// wrong order.
@Fault(
    id = "D03",
    year = 2011,
    source = "Linux 6dc19899958e",
    title = "the handler reads a call block that it has given back",
    missing = "everything read from the block before started++",
    interleaving = {
      "cpu0 calls cpu1 and does not wait for the end",
      "cpu1 counts itself as started",
      "cpu0 returns and fills the block for its next call",
      "cpu1 reads the function from a block that is not its call's any more"
    },
    breaks = {"S14"},
    form = Form.SC,
    killedBy = {"Ipi_02_NoWait", "Stop_01_ThenCall"},
    scenario = "ipis")
public final class D03_StartedBeforeRead extends FixedKernel {
  @Override
  public String name() {
    return "D03";
  }

  @Override
  public void callFunctionInterrupt(Cpu cpu) {
    CallData data = publishedCall(cpu);
    sayStarted(cpu, data);
    CallFunction func = functionOf(cpu, data);
    func.run(cpu, data.info());
    if (data.waits()) {
      sayFinished(cpu, data);
    }
  }
}

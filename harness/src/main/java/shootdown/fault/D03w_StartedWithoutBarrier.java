package shootdown.fault;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import shootdown.guest.CallData;
import shootdown.guest.Cpu;
import shootdown.kernel.FixedKernel;
import shootdown.trace.TraceKind;

/// The handler counts itself as started without the barrier before the count. Where an atomic
/// increment orders nothing, what it reads from the block may be read after it.
@Fault(
    id = "D03w",
    year = 2011,
    source = "Linux 45a5791920ae",
    title = "started++ overtakes the reads of the call block",
    missing = "the barrier between reading the block and started++",
    interleaving = {
      "cpu0 calls cpu1 and does not wait for the end",
      "cpu1 reads func and info and counts itself as started; the count is seen first",
      "cpu0 returns and fills the block for its next call",
      "cpu1 gets the function and the argument of that one"
    },
    breaks = {"S14"},
    form = Form.WEAK,
    killedBy = {},
    unseen =
        "x86 increments with a locked instruction, which is a full barrier, whatever the code asks"
            + " for; D03 does the same in program order")
public final class D03w_StartedWithoutBarrier extends FixedKernel {
  private static final VarHandle STARTED;

  static {
    try {
      STARTED =
          MethodHandles.privateLookupIn(CallData.class, MethodHandles.lookup())
              .findVarHandle(CallData.class, "started", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public String name() {
    return "D03w";
  }

  @Override
  public void sayStarted(Cpu cpu, CallData data) {
    int before = data.startedOpaque();
    int _ = (int) STARTED.getAndAddAcquire(data, 1);
    cpu.trace(TraceKind.CALL_STARTED, data.owner(), before + 1);
  }
}

package shootdown.bench;

import shootdown.guest.CallFunction;
import shootdown.guest.Cpu;
import shootdown.kernel.Kernel;
import shootdown.machine.Machine;
import shootdown.sync.CpuMask;

/// The whole of it: `smp_call_function_mask` with wait from vCPU 0 to vCPU 1, by event channel,
/// upcall and handler, with all that the referee notes on the way.
final class CallFunctionTrip implements RoundTrip {
  private final Machine machine;
  private final Kernel kernel;
  private final Cpu caller;
  private final Cpu target;
  private final CallFunction count = (cpu, info) -> countOne();
  private final boolean wait;

  /// The target's own.
  private int handled;

  private long calls;

  CallFunctionTrip(Machine machine, boolean wait) {
    this.machine = machine;
    this.kernel = machine.kernel();
    this.caller = machine.cpu(0);
    this.target = machine.cpu(1);
    this.wait = wait;
  }

  private void countOne() {
    handled++;
  }

  @Override
  public void call(int trips) {
    for (int i = 0; i < trips; i++) {
      kernel.callFunctionMask(caller, CpuMask.of(1), count, null, wait);
    }
    calls += trips;
  }

  @Override
  public void answer(int trips) {
    int all = handled + trips;
    while (handled != all) {
      int before = handled;
      target.interruptPoint();
      if (handled == before) {
        Thread.onSpinWait();
      }
    }
  }

  /// After the target's thread has ended: every call was answered once, and no rule was broken.
  void check() {
    if (machine.witness().breached()) {
      throw new IllegalStateException("the kernel is wrong: " + machine.witness().describe());
    }
    if ((int) calls != handled) {
      throw new IllegalStateException(
          "the kernel is wrong: calls=" + calls + " handled=" + handled);
    }
  }
}

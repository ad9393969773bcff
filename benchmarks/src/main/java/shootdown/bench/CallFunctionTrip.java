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

  /// The target's own, and the caller's.
  private final PaddedWord handled = new PaddedWord();

  private final PaddedWord calls = new PaddedWord();

  CallFunctionTrip(Machine machine, boolean wait) {
    this.machine = machine;
    this.kernel = machine.kernel();
    this.caller = machine.cpu(0);
    this.target = machine.cpu(1);
    this.wait = wait;
  }

  private void countOne() {
    handled.addPlain(1);
  }

  @Override
  public void call(int trips) {
    for (int i = 0; i < trips; i++) {
      kernel.callFunctionMask(caller, CpuMask.of(1), count, null, wait);
    }
    calls.addPlain(trips);
  }

  @Override
  public void answer(int trips) {
    long all = handled.getPlain() + trips;
    while (handled.getPlain() != all) {
      long before = handled.getPlain();
      target.interruptPoint();
      if (handled.getPlain() == before) {
        Thread.onSpinWait();
      }
    }
  }

  /// After the target's thread has ended: every call was answered once, and no rule was broken.
  void check() {
    if (machine.witness().breached()) {
      throw new IllegalStateException("the kernel is wrong: " + machine.witness().describe());
    }
    if (calls.getPlain() != handled.getPlain()) {
      throw new IllegalStateException(
          "the kernel is wrong: calls=" + calls.getPlain() + " handled=" + handled.getPlain());
    }
  }
}

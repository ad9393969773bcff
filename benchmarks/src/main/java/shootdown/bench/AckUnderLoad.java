package shootdown.bench;

import shootdown.guest.CallFunction;
import shootdown.guest.Cpu;
import shootdown.kernel.Kernel;
import shootdown.machine.Machine;
import shootdown.sync.CpuMask;

/// vCPU 1 calls vCPU 0, which is busy with something, over and over.
final class AckUnderLoad implements RoundTrip {
  private final Machine machine;
  private final Kernel kernel;
  private final Cpu busy;
  private final Cpu caller;
  private final int calls;
  private final Runnable load;
  private final CallFunction count = (cpu, info) -> countOne();
  private final PaddedWord finished = new PaddedWord();
  private final Samples latencies;
  private long windows;
  private long finishedWindows;
  private long made;

  /// The busy vCPU's own.
  private long handled;

  /// @param calls of a window
  /// @param load what vCPU 0 does between two interrupt points
  AckUnderLoad(Machine machine, int calls, Runnable load) {
    this.machine = machine;
    this.kernel = machine.kernel();
    this.busy = machine.cpu(0);
    this.caller = machine.cpu(1);
    this.calls = calls;
    this.load = load;
    this.latencies = new Samples(calls);
  }

  private void countOne() {
    handled++;
  }

  /// How long the load takes when nobody calls, ns.
  double nanosAlone() {
    load.run();
    long begin = System.nanoTime();
    load.run();
    return System.nanoTime() - begin;
  }

  /// The calls' latencies in the last window: their median, ns.
  double median() {
    return latencies.p50();
  }

  @Override
  public void call(int trips) {
    windows += trips;
    while (finished.getAcquire() != windows) {
      load.run();
      busy.interruptPoint();
      Thread.onSpinWait();
    }
  }

  @Override
  public void answer(int trips) {
    latencies.forget();
    for (int i = 0; i < trips * calls; i++) {
      long begin = System.nanoTime();
      kernel.callFunctionMask(caller, CpuMask.of(0), count, null, true);
      latencies.record((double) (System.nanoTime() - begin));
      made++;
    }
    finishedWindows += trips;
    finished.setRelease(finishedWindows);
  }

  /// After the last window: every call was answered once, and no rule was broken.
  void check() {
    Checked.unbroken(machine);
    if (made != handled) {
      throw new IllegalStateException("the kernel is wrong: calls=" + made + " handled=" + handled);
    }
  }
}

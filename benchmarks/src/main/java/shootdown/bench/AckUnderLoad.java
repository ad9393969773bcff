package shootdown.bench;

import shootdown.guest.CallFunction;
import shootdown.guest.Cpu;
import shootdown.kernel.Kernel;
import shootdown.machine.Machine;
import shootdown.sync.CpuMask;

/// vCPU 1 calls vCPU 0, which is busy with something, over and over.
///
/// Each has a core of its own, and the caller waits as `csd_lock_wait` does, by pauses alone: one
/// who yields loses a time slice now and then, sleeps for a while after that, and hears of an
/// answer after 150 us, whenever it came. So a fork takes [#AWAKE]: what is measured is the vCPU
/// that answers, not the one that waits.
final class AckUnderLoad implements RoundTrip {
  /// What a JVM is told: to pause for some 30 ms before it yields.
  static final String AWAKE = "-Dshootdown.pauses=1000000";

  private final Machine machine;
  private final Kernel kernel;
  private final Cpu busy;
  private final Cpu caller;
  private final int calls;
  private final Runnable load;
  private final CallFunction count = (cpu, info) -> countOne();
  private final PaddedWord begun = new PaddedWord();
  private final PaddedWord finished = new PaddedWord();
  private final Samples latencies;

  /// The calls made so far: the caller's own.
  private final PaddedWord made = new PaddedWord();

  /// The busy vCPU's own.
  private final PaddedWord handled = new PaddedWord();

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
    handled.addPlain(1);
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
    begun.addPlain(trips);
    while (finished.getAcquire() != begun.getPlain()) {
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
    }
    made.addPlain((long) trips * calls);
    finished.setRelease(finished.getPlain() + trips);
  }

  /// After the last window: every call was answered once, and no rule was broken.
  void check() {
    Checked.unbroken(machine);
    if (made.getPlain() != handled.getPlain()) {
      throw new IllegalStateException(
          "the kernel is wrong: calls=" + made.getPlain() + " handled=" + handled.getPlain());
    }
  }
}

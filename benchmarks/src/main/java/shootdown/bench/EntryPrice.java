package shootdown.bench;

import shootdown.hypervisor.HypercallGate;

/// An entry that costs what it is told to: what the same guest would pay on another machine.
///
/// Waits by the clock, which is read in some 28 ns; what it really costs is measured as `gate`.
final class EntryPrice implements HypercallGate {
  private static final int CALIBRATION = 200_000;

  /// What the wait itself costs beyond what it was asked for, on this machine.
  private static final long OVERSHOOT = overshoot();

  private final long nanos;

  /// @param nanos what one entry costs
  EntryPrice(int nanos) {
    this.nanos = Math.max(0, nanos - OVERSHOOT);
  }

  private static long overshoot() {
    long asked = 100;
    await(asked, CALIBRATION); // compiled by then
    long begin = System.nanoTime();
    await(asked, CALIBRATION);
    return Math.max(0, (System.nanoTime() - begin) / CALIBRATION - asked);
  }

  private static void await(long nanos, int times) {
    for (int i = 0; i < times; i++) {
      await(nanos);
    }
  }

  private static void await(long nanos) {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < nanos) {
      // no pause: it would cost as much as the wait
    }
  }

  @Override
  public void enter() {
    await(nanos);
  }
}

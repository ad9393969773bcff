package shootdown.bench;

import java.util.concurrent.locks.LockSupport;

/// **A3**: two threads on one core hand it to each other: what it takes at least to be answered by
/// somebody who has to be scheduled first.
///
/// Both are bound to the first core; between windows the second sleeps.
final class YieldTrip implements AutoCloseable {
  private static final int TRIPS = 20;
  private static final int WARM_WINDOWS = 500;
  private static final long STOP = -1;

  private final PaddedWord there = new PaddedWord();
  private final PaddedWord back = new PaddedWord();
  private final Thread thread;
  private long windows;
  private volatile long wanted;
  private boolean bound;

  YieldTrip() {
    thread = Thread.ofPlatform().daemon().name("yield").start(this::play);
    for (int i = 0; i < WARM_WINDOWS; i++) {
      double _ = window();
    }
  }

  /// One window; binds the caller to the first core for as long as it lasts.
  ///
  /// @return ns per round trip, NaN if threads cannot be bound here
  @SuppressWarnings("ThreadPriorityCheck") // that is what is measured
  double window() {
    bound = Cores.bindTo(0);
    wanted = ++windows;
    LockSupport.unpark(thread);
    double nanos = Double.NaN;
    for (int i = -1; i < TRIPS; i++) {
      if (i == 0) {
        nanos = System.nanoTime(); // it has come: the window begins
      }
      long mark = there.getAcquire() + 1;
      there.setRelease(mark);
      while (back.getAcquire() != mark) {
        Thread.yield();
      }
    }
    nanos = (System.nanoTime() - nanos) / TRIPS;
    Cores.release();
    return bound ? nanos : Double.NaN;
  }

  @SuppressWarnings("ThreadPriorityCheck") // that is what is measured
  private void play() {
    boolean _ = Cores.bindTo(0);
    long mark = 0;
    long done = 0;
    for (; ; ) {
      while (wanted == done) {
        LockSupport.park(this);
      }
      if (wanted == STOP) {
        return;
      }
      done++;
      for (int i = -1; i < TRIPS; i++) {
        mark++;
        while (there.getAcquire() != mark) {
          Thread.yield();
        }
        back.setRelease(mark);
      }
    }
  }

  @Override
  public void close() {
    wanted = STOP;
    LockSupport.unpark(thread);
  }
}

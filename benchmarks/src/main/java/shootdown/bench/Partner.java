package shootdown.bench;

import java.util.concurrent.locks.LockSupport;

/// The second thread of a benchmark: answers the round trip it is told to, and waits for the next.
///
/// Each window begins with a handshake of its own, so that no window pays for the other thread
/// having to notice that it has begun.
final class Partner {
  /// Some 100 us: the windows of a round follow each other faster.
  private static final int SPINS = 3_000;

  private static final long PARK_NANOS = 50_000;
  private static final long STOP = -1;

  private final RoundTrip[] lanes;
  private final int trips;
  private final PaddedWord command = new PaddedWord();
  private final PaddedWord ready = new PaddedWord();
  private long sequence;

  Partner(RoundTrip[] lanes, int trips) {
    this.lanes = lanes;
    this.trips = trips;
  }

  /// One that plays on a thread of its own, on the second core if there is one to be had.
  static Partner started(RoundTrip[] lanes, int trips) {
    var partner = new Partner(lanes, trips);
    Thread.ofPlatform()
        .daemon()
        .name("partner")
        .start(
            () -> {
              boolean _ = Cores.bindTo(1);
              partner.playOrEnd();
            });
    return partner;
  }

  /// Who falls leaves the other waiting for ever: better to end the whole fork, and say why.
  private void playOrEnd() {
    try {
      play();
    } catch (Throwable t) {
      t.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  /// One window, on the benchmark's thread.
  ///
  /// @return ns per round trip
  double window(int lane) {
    sequence++;
    command.setRelease(sequence * lanes.length + lane);
    while (ready.getAcquire() != sequence) {
      Thread.onSpinWait();
    }
    long begin = System.nanoTime();
    lanes[lane].call(trips);
    return (double) (System.nanoTime() - begin) / trips;
  }

  void stop() {
    command.setRelease(STOP);
  }

  /// The partner's thread.
  void play() {
    long last = 0;
    int turn = 0;
    for (; ; ) {
      long next = command.getAcquire();
      if (next == STOP) {
        return;
      }
      if (next == last) {
        pause(turn++);
        continue;
      }
      last = next;
      turn = 0;
      ready.setRelease(next / lanes.length);
      lanes[(int) (next % lanes.length)].answer(trips);
    }
  }

  private static void pause(int turn) {
    if (turn < SPINS) {
      Thread.onSpinWait();
    } else {
      LockSupport.parkNanos(PARK_NANOS);
    }
  }
}

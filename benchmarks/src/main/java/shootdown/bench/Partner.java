package shootdown.bench;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The second thread of a benchmark: answers the round trip it is told to, and waits for the next.
///
/// Each window begins with a handshake of its own, so that no window pays for the other thread
/// having to notice that it has begun. Between rounds it sleeps for good: who looked up now and
/// then would have the host send it interrupts for what is measured meanwhile ([HostPins]).
final class Partner {
  /// Some 100 us: most windows of a round follow each other faster.
  private static final int SPINS = 3_000;

  private static final int WARM_WINDOWS = 1_500;

  private static final long STOP = -1;

  private final RoundTrip[] lanes;
  private final int trips;
  private final PaddedWord command = new PaddedWord();
  private final PaddedWord ready = new PaddedWord();
  private final PaddedWord asleep = new PaddedWord();
  private volatile @Nullable Thread player;

  Partner(RoundTrip[] lanes, int trips) {
    this.lanes = lanes;
    this.trips = trips;
  }

  /// One that plays on a thread of its own, on the second core if there is one to be had.
  static Partner started(RoundTrip[] lanes, int trips) {
    return started(lanes, trips, 1);
  }

  /// One that plays on a thread of its own, on the `core`th if that is to be had.
  static Partner started(RoundTrip[] lanes, int trips, int core) {
    var partner = new Partner(lanes, trips);
    Thread.ofPlatform()
        .daemon()
        .name("partner")
        .start(
            () -> {
              boolean _ = Cores.bindTo(core);
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
    long sequence = command.getPlain() / lanes.length + 1;
    tell(sequence * lanes.length + lane);
    while (ready.getAcquire() != sequence) {
      Thread.onSpinWait();
    }
    long begin = System.nanoTime();
    lanes[lane].call(trips);
    return (double) (System.nanoTime() - begin) / trips;
  }

  /// As many windows of a lane of a hundred trips as have its loops compiled: of rounds that are
  /// long there are too few for that.
  void warmUp(int lane) {
    for (int i = 0; i < WARM_WINDOWS; i++) {
      double _ = window(lane);
    }
  }

  void stop() {
    tell(STOP);
  }

  /// Pairs with [#pause]: either the partner sees the word before it sleeps, or we see it asleep.
  private void tell(long word) {
    command.setVolatile(word);
    if (asleep.getVolatile() != 0) {
      LockSupport.unpark(player);
    }
  }

  /// The partner's thread.
  void play() {
    player = Thread.currentThread();
    long last = 0;
    int turn = 0;
    for (; ; ) {
      long next = command.getAcquire();
      if (next == STOP) {
        return;
      }
      if (next == last) {
        pause(turn++, last);
        continue;
      }
      last = next;
      turn = 0;
      ready.setRelease(next / lanes.length);
      lanes[(int) (next % lanes.length)].answer(trips);
    }
  }

  private void pause(int turn, long last) {
    if (turn < SPINS) {
      Thread.onSpinWait();
      return;
    }
    asleep.setVolatile(1);
    if (command.getVolatile() == last) {
      LockSupport.park(this);
    }
    asleep.setRelease(0);
  }
}

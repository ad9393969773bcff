package shootdown.bench;

/// A way for one thread to make another do something and to learn that it did.
///
/// [#call] and [#answer] are played by two threads, the same number of times. Neither yields: both
/// have a core to themselves, or the window is an outlier.
interface RoundTrip {

  /// Makes `trips` round trips, one after the other.
  void call(int trips);

  /// The other side of [#call].
  void answer(int trips);

  /// **A1**: two threads bounce one word.
  final class OneWord implements RoundTrip {
    private final PaddedWord word = new PaddedWord();

    @Override
    public void call(int trips) {
      for (int i = 0; i < trips; i++) {
        word.setVolatile(1);
        while (word.getVolatile() != 0) {
          Thread.onSpinWait();
        }
      }
    }

    @Override
    public void answer(int trips) {
      for (int i = 0; i < trips; i++) {
        while (word.getVolatile() == 0) {
          Thread.onSpinWait();
        }
        word.setVolatile(0);
      }
    }
  }

  /// **A2**: a word for each direction, each on a line of its own.
  final class TwoWords implements RoundTrip {
    private final PaddedWord there = new PaddedWord();
    private final PaddedWord back = new PaddedWord();
    private long sent;
    private long answered;

    @Override
    public void call(int trips) {
      for (int i = 0; i < trips; i++) {
        there.setRelease(++sent);
        while (back.getAcquire() != sent) {
          Thread.onSpinWait();
        }
      }
    }

    @Override
    public void answer(int trips) {
      for (int i = 0; i < trips; i++) {
        answered++;
        while (there.getAcquire() != answered) {
          Thread.onSpinWait();
        }
        back.setRelease(answered);
      }
    }
  }

  /// The least an IPI can be: post a bit in a mailbox, acknowledge by clearing it.
  final class OneBit implements RoundTrip {
    private static final long BIT = 1L << 5;
    private final PaddedWord mailbox = new PaddedWord();

    @Override
    public void call(int trips) {
      for (int i = 0; i < trips; i++) {
        mailbox.orVolatile(BIT);
        while ((mailbox.getAcquire() & BIT) != 0) {
          Thread.onSpinWait();
        }
      }
    }

    @Override
    public void answer(int trips) {
      for (int i = 0; i < trips; i++) {
        while ((mailbox.getAcquire() & BIT) == 0) {
          Thread.onSpinWait();
        }
        mailbox.clearVolatile(BIT);
      }
    }
  }
}

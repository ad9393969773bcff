package shootdown.bench;

/// A way for one thread to make another do something and to learn that it did.
///
/// [#call] and [#answer] are played by two threads, the same number of times. Neither yields: both
/// have a core to themselves, or the window is an outlier.
///
/// What a trip costs is what goes over between the two threads, so nothing else must: each side
/// keeps its place in its locals, and writes down where it stopped once a window, on a line of its
/// own. A counter of each side in one object made A2 twice as dear as its two words, and two copies
/// of it as different as the lines that they came to lie on.
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
      PaddedWord bounced = word;
      for (int i = 0; i < trips; i++) {
        bounced.setVolatile(1);
        while (bounced.getVolatile() != 0) {
          Thread.onSpinWait();
        }
      }
    }

    @Override
    public void answer(int trips) {
      PaddedWord bounced = word;
      for (int i = 0; i < trips; i++) {
        while (bounced.getVolatile() == 0) {
          Thread.onSpinWait();
        }
        bounced.setVolatile(0);
      }
    }
  }

  /// **A2**: a word for each direction, each on a line of its own.
  final class TwoWords implements RoundTrip {
    private final PaddedWord there = new PaddedWord();
    private final PaddedWord back = new PaddedWord();

    /// Each word says how many trips there were: its writer goes on from there.
    @Override
    public void call(int trips) {
      PaddedWord to = there;
      PaddedWord from = back;
      long before = to.getPlain();
      for (long sent = before + 1; sent <= before + trips; sent++) {
        to.setRelease(sent);
        while (from.getAcquire() != sent) {
          Thread.onSpinWait();
        }
      }
    }

    @Override
    public void answer(int trips) {
      PaddedWord from = there;
      PaddedWord to = back;
      long before = to.getPlain();
      for (long answered = before + 1; answered <= before + trips; answered++) {
        while (from.getAcquire() != answered) {
          Thread.onSpinWait();
        }
        to.setRelease(answered);
      }
    }
  }

  /// The least an IPI can be: post a bit in a mailbox, acknowledge by clearing it.
  final class OneBit implements RoundTrip {
    private static final long BIT = 1L << 5;
    private final PaddedWord mailbox = new PaddedWord();

    @Override
    public void call(int trips) {
      PaddedWord box = mailbox;
      for (int i = 0; i < trips; i++) {
        box.orVolatile(BIT);
        while ((box.getAcquire() & BIT) != 0) {
          Thread.onSpinWait();
        }
      }
    }

    @Override
    public void answer(int trips) {
      PaddedWord box = mailbox;
      for (int i = 0; i < trips; i++) {
        while ((box.getAcquire() & BIT) == 0) {
          Thread.onSpinWait();
        }
        box.clearVolatile(BIT);
      }
    }
  }
}

package shootdown.bench;

/// A window of posts by one thread, drained by another: over when the last has been seen.
///
/// A wake-up is lost if, once the sender has said that it has posted all, the receiver looks and
/// finds less.
final class Flood implements RoundTrip {
  private final Mailbox mailbox;
  private final PaddedWord posted = new PaddedWord();
  private final PaddedWord drained = new PaddedWord();
  private long posts;
  private long windows;
  private long drainedWindows;

  /// The receiver's own; read after a window.
  private long expected;

  private long lost;

  Flood(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  long posts() {
    return posts;
  }

  long lost() {
    return lost;
  }

  @Override
  public void call(int trips) {
    for (int i = 0; i < trips; i++) {
      mailbox.post(++posts);
    }
    posted.setRelease(++windows);
    while (drained.getAcquire() != windows) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void answer(int trips) {
    expected += trips;
    drainedWindows++;
    while (mailbox.drain() != expected) {
      if (posted.getAcquire() == drainedWindows) {
        lost += mailbox.drain() == expected ? 0 : 1;
        break;
      }
      Thread.onSpinWait();
    }
    drained.setRelease(drainedWindows);
  }
}

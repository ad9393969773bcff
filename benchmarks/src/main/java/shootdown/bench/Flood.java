package shootdown.bench;

/// A window of posts by one thread, drained by another: over when the last has been seen.
///
/// A wake-up is lost if, once the sender has said that it has posted all, the receiver looks and
/// finds less. So there is one look a window for the last of its posts; [Watched] looks for more.
final class Flood implements RoundTrip {
  private final Mailbox mailbox;
  private final PaddedWord posted = new PaddedWord();
  private final PaddedWord drained = new PaddedWord();

  /// The sender's own.
  private final PaddedWord posts = new PaddedWord();

  /// The receiver's own; read after a window.
  private final PaddedWord lost = new PaddedWord();

  Flood(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  long lost() {
    return lost.getPlain();
  }

  @Override
  public void call(int trips) {
    long before = posts.getPlain();
    long last = before + trips;
    for (long post = before + 1; post <= last; post++) {
      mailbox.post(post);
    }
    posts.addPlain(trips);
    posted.setRelease(last);
    while (drained.getAcquire() != last) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void answer(int trips) {
    long last = drained.getPlain() + trips;
    while (mailbox.drain() != last) {
      if (posted.getAcquire() == last) {
        lost.addPlain(mailbox.drain() == last ? 0 : 1);
        break;
      }
      Thread.onSpinWait();
    }
    drained.setRelease(last);
  }
}

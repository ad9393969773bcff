package shootdown.bench;

/// Posts of which each is said to have been made before the next is: at every look the receiver can
/// tell whether all is to be seen that was posted.
///
/// That costs a word that goes over for each post; so what a mailbox costs is measured by a
/// [Flood], and whether it loses a wake-up is found out here.
final class Watched implements RoundTrip {
  private final Mailbox mailbox;
  private final PaddedWord posted = new PaddedWord();
  private final PaddedWord drained = new PaddedWord();

  /// The sender's own.
  private final PaddedWord posts = new PaddedWord();

  // the receiver's own
  private final PaddedWord told = new PaddedWord();
  private final PaddedWord looks = new PaddedWord();
  private final PaddedWord lost = new PaddedWord();

  Watched(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  /// After a window.
  long posts() {
    return posts.getPlain();
  }

  /// How often the receiver was told of a post or more that he had not been told of, and looked for
  /// them. After a window.
  long looks() {
    return looks.getPlain();
  }

  /// How often he did not find all of them. After a window.
  long lost() {
    return lost.getPlain();
  }

  @Override
  public void call(int trips) {
    long last = posts.getPlain() + trips;
    for (long post = posts.getPlain() + 1; post <= last; post++) {
      mailbox.post(post);
      posted.setRelease(post);
    }
    posts.setPlain(last);
    while (drained.getAcquire() != last) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void answer(int trips) {
    long before = told.getPlain();
    long last = before + trips;
    while (before != last) {
      long now = posted.getAcquire();
      if (now == before) {
        Thread.onSpinWait();
        continue;
      }
      looks.addPlain(1);
      lost.addPlain(mailbox.drain() < now ? 1 : 0);
      before = now;
    }
    told.setPlain(last);
    drained.setRelease(last);
  }
}

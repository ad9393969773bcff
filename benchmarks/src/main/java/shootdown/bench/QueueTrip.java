package shootdown.bench;

import org.jctools.queues.MpscArrayQueue;

/// A peer: a message through a queue for many producers, answered by a word.
final class QueueTrip implements RoundTrip {
  private static final Object MESSAGE = new Object();

  private final MpscArrayQueue<Object> queue = new MpscArrayQueue<>(64);
  private final PaddedWord back = new PaddedWord();

  /// The sender's own.
  private final PaddedWord sent = new PaddedWord();

  @Override
  public void call(int trips) {
    MpscArrayQueue<Object> to = queue;
    PaddedWord from = back;
    long last = sent.getPlain() + trips;
    for (long trip = sent.getPlain() + 1; trip <= last; trip++) {
      boolean _ = to.offer(MESSAGE); // never full: each message is waited for
      while (from.getAcquire() != trip) {
        Thread.onSpinWait();
      }
    }
    sent.setPlain(last);
  }

  @Override
  public void answer(int trips) {
    MpscArrayQueue<Object> from = queue;
    PaddedWord to = back;
    long before = to.getPlain();
    for (long answered = before + 1; answered <= before + trips; answered++) {
      while (from.poll() == null) {
        Thread.onSpinWait();
      }
      to.setRelease(answered);
    }
  }
}

package shootdown.bench;

import org.jctools.queues.MpscArrayQueue;

/// A peer: a message through a queue for many producers, answered by a word.
final class QueueTrip implements RoundTrip {
  private static final Object MESSAGE = new Object();

  private final MpscArrayQueue<Object> queue = new MpscArrayQueue<>(64);
  private final PaddedWord back = new PaddedWord();
  private long sent;
  private long answered;

  @Override
  public void call(int trips) {
    for (int i = 0; i < trips; i++) {
      boolean _ = queue.offer(MESSAGE); // never full: each message is waited for
      sent++;
      while (back.getAcquire() != sent) {
        Thread.onSpinWait();
      }
    }
  }

  @Override
  public void answer(int trips) {
    for (int i = 0; i < trips; i++) {
      while (queue.poll() == null) {
        Thread.onSpinWait();
      }
      back.setRelease(++answered);
    }
  }
}

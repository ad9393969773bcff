package shootdown.bench;

import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.MpscArrayQueue;

/// Where one thread puts down that there is something to do, and another picks it up.
///
/// Each post is numbered; who drains learns the highest number he can be sure of. A post after the
/// last drain that is never seen is a wake-up lost.
interface Mailbox {
  /// By the one sender.
  void post(long number);

  /// By the one receiver.
  ///
  /// @return the number of the last post that has been seen
  long drain();

  /// As the machine's own: what is to be done in a word of its own, and a bit that says so.
  final class Bitset implements Mailbox {
    private static final long BIT = 1L << 5;
    private final PaddedWord payload = new PaddedWord();
    private final PaddedWord pending = new PaddedWord();

    /// The receiver's own.
    private final PaddedWord seen = new PaddedWord();

    @Override
    public void post(long number) {
      payload.setRelease(number);
      pending.orVolatile(BIT);
    }

    @Override
    public long drain() {
      if (pending.getAcquire() != 0) {
        pending.clearVolatile(BIT); // before the payload is read, else a post is lost
        seen.setPlain(payload.getAcquire());
      }
      return seen.getPlain();
    }
  }

  /// A word for each sender, written by him alone.
  final class Slots implements Mailbox {
    private final PaddedWord slot = new PaddedWord();

    @Override
    public void post(long number) {
      slot.setRelease(number);
    }

    @Override
    public long drain() {
      return slot.getAcquire();
    }
  }

  /// JCTools' queue for many producers and one consumer.
  final class JcTools implements Mailbox {
    private static final Object POST = new Object();
    private final MpscArrayQueue<Object> queue = new MpscArrayQueue<>(4096);

    /// The receiver's own.
    private final PaddedWord seen = new PaddedWord();

    private final MessagePassingQueue.Consumer<Object> count = post -> seen.addPlain(1);

    @Override
    public void post(long number) {
      while (!queue.relaxedOffer(POST)) {
        Thread.onSpinWait();
      }
    }

    @Override
    public long drain() {
      queue.drain(count);
      return seen.getPlain();
    }
  }

  /// Agrona's.
  final class Agrona implements Mailbox {
    private static final Object POST = new Object();
    private final ManyToOneConcurrentArrayQueue<Object> queue =
        new ManyToOneConcurrentArrayQueue<>(4096);

    /// The receiver's own.
    private final PaddedWord seen = new PaddedWord();

    @Override
    public void post(long number) {
      while (!queue.offer(POST)) {
        Thread.onSpinWait();
      }
    }

    @Override
    public long drain() {
      while (queue.poll() != null) {
        seen.addPlain(1);
      }
      return seen.getPlain();
    }
  }
}

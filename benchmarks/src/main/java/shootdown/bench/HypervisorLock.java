package shootdown.bench;

import java.util.concurrent.locks.ReentrantLock;

/// A lock around a hypervisor, taken once per entry. Who spins yields now and then: the holder may
/// need the core.
interface HypervisorLock {
  /// About 30 us of `onSpinWait`.
  int SPINS = 1_000;

  void lock();

  void unlock();

  /// One step of a spin.
  @SuppressWarnings("ThreadPriorityCheck") // the holder may have been stopped by the host
  static int pause(int turn) {
    if (turn < SPINS) {
      Thread.onSpinWait();
    } else {
      Thread.yield();
    }
    return turn + 1;
  }

  /// Test, and test-and-set.
  final class TestAndSet implements HypervisorLock {
    private final PaddedWord held = new PaddedWord();

    @Override
    public void lock() {
      int turn = 0;
      while (held.getAcquire() != 0 || !held.compareAndSet(0, 1)) {
        turn = pause(turn);
      }
    }

    @Override
    public void unlock() {
      held.setRelease(0);
    }
  }

  /// First come, first served.
  final class Ticket implements HypervisorLock {
    private final PaddedWord next = new PaddedWord();
    private final PaddedWord serving = new PaddedWord();

    @Override
    public void lock() {
      long mine = next.getAndIncrement();
      int turn = 0;
      while (serving.getAcquire() != mine) {
        turn = pause(turn);
      }
    }

    /// Only the holder writes it.
    @Override
    public void unlock() {
      serving.setRelease(serving.getAcquire() + 1);
    }
  }

  /// The JDK's.
  final class Reentrant implements HypervisorLock {
    private final ReentrantLock lock = new ReentrantLock();

    @Override
    public void lock() {
      lock.lock();
    }

    @Override
    public void unlock() {
      lock.unlock();
    }
  }
}

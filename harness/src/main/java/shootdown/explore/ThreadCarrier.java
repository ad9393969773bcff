package shootdown.explore;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Coroutines from platform threads that hand over to each other: slow, and available everywhere.
final class ThreadCarrier implements Carrier {
  @Override
  public String name() {
    return "platform threads";
  }

  @Override
  public Coroutine coroutine(Runnable body) {
    return new Handed(body);
  }

  /// Unwinds a thread that nobody will resume.
  private static final class Abandoned extends Error {
    private static final long serialVersionUID = 1L;

    Abandoned() {
      super("abandoned", null, false, false);
    }
  }

  private static final class Handed implements Coroutine {
    private final Semaphore mine = new Semaphore(0);
    private final Semaphore drivers = new Semaphore(0);
    private final Runnable body;
    private @Nullable Thread thread;
    private @Nullable Throwable failure;
    private boolean over;
    private boolean abandoned;

    Handed(Runnable body) {
      this.body = body;
    }

    @Override
    public void resume() {
      if (thread == null) {
        thread = Thread.ofPlatform().daemon().name("explored").start(this::run);
      }
      mine.release();
      drivers.acquireUninterruptibly();
      if (failure != null) {
        throw new IllegalStateException("an explored thread failed", failure);
      }
    }

    private void run() {
      mine.acquireUninterruptibly();
      try {
        body.run();
      } catch (Abandoned told) {
        // as it was told to
      } catch (Throwable t) {
        failure = t;
      }
      over = true;
      drivers.release();
    }

    @Override
    public boolean pause() {
      if (!abandoned) {
        drivers.release();
        mine.acquireUninterruptibly();
      }
      if (abandoned) {
        throw new Abandoned();
      }
      return true;
    }

    @Override
    public boolean isOver() {
      return over;
    }

    /// Every further pause throws: what catches one meets the next.
    @Override
    public void abandon() {
      if (thread != null && !over) {
        abandoned = true;
        resume();
      }
    }
  }
}

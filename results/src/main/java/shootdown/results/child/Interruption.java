package shootdown.results.child;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C: ends the children, then waits until what was done has been written.
///
/// The hook runs in its own thread while the main thread still waits for a child. Ending the child
/// lets the main thread go on; it sees [#requested], writes its last record and reports
/// [#finished], which lets the JVM go.
public final class Interruption {
  /// How long a child may take that is asked to end.
  private static final long ASKED_SECONDS = 25;

  private static final long LAST_RECORD_SECONDS = 10;

  private final Set<Process> children = ConcurrentHashMap.newKeySet();
  private final Set<Process> polite = ConcurrentHashMap.newKeySet();
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean requested;

  /// Arms this for the running JVM.
  public Interruption install() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::request, "shootdown-interruption"));
    return this;
  }

  public boolean requested() {
    return requested;
  }

  /// All is written; also said at an ordinary end, where the hook then has nothing to wait for.
  public void finished() {
    finished.countDown();
  }

  void watch(Process child, boolean politely) {
    if (politely) {
      polite.add(child);
    }
    children.add(child);
    if (requested) {
      ask(child);
    }
  }

  void forget(Process child) {
    children.remove(child);
    polite.remove(child);
  }

  /// Ends it, or asks it to end and waits for that.
  private void ask(Process child) {
    if (polite.contains(child)) {
      child.toHandle().destroy(); // the process's own destroy would close what it still says
      try {
        boolean _ = child.waitFor(ASKED_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    ProcessGroup.kill(child);
  }

  void request() {
    requested = finished.getCount() > 0;
    children.forEach(this::ask);
    try {
      if (!finished.await(LAST_RECORD_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("shootdown: gave up waiting for the last record to be written");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

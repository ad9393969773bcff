package shootdown.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// Somebody else's work: a thread on each core that never rests while it is on.
final class Hogs implements AutoCloseable {
  private volatile boolean on;
  private volatile boolean over;
  private final List<Thread> threads = new ArrayList<>();

  Hogs() {
    for (int i = 0; i < Cores.ALL; i++) {
      int core = i;
      threads.add(Thread.ofPlatform().daemon().name("hog" + i).start(() -> work(core)));
    }
  }

  private void work(int core) {
    boolean _ = Cores.bindTo(core);
    while (!over) {
      if (on) {
        Thread.onSpinWait();
      } else {
        LockSupport.park(this);
      }
    }
  }

  void turn(boolean isOn) {
    on = isOn;
    threads.forEach(LockSupport::unpark);
  }

  @Override
  public void close() {
    over = true;
    turn(false);
  }
}

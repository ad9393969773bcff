package shootdown.results.host;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.statistics.descriptive.Median;

/// Two threads bounce one word. The time it takes tells where the system has put them, and whether
/// both run at all.
final class PingPong {
  private static final int WINDOWS = 15;
  private static final long WINDOW_NANOS = 20_000_000;
  private static final int STOP = -1;

  private PingPong() {}

  static double roundTripNanos() {
    AtomicInteger word = new AtomicInteger();
    Thread echo = Thread.ofPlatform().daemon().name("echo").start(() -> echo(word));
    double[] windows = new double[WINDOWS];
    for (int i = 0; i < WINDOWS; i++) {
      windows[i] = window(word);
    }
    word.set(STOP);
    try {
      echo.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Median.withDefaults().evaluate(windows);
  }

  /// Even is ours, odd is the echo's.
  private static double window(AtomicInteger word) {
    long start = System.nanoTime();
    long trips = 0;
    long now = start;
    while (now - start < WINDOW_NANOS) {
      for (int i = 0; i < 16; i++) {
        word.set(1);
        while (word.get() != 0) {
          Thread.onSpinWait();
        }
      }
      trips += 16;
      now = System.nanoTime();
    }
    return (double) (now - start) / trips;
  }

  private static void echo(AtomicInteger word) {
    for (int seen = word.get(); seen != STOP; seen = word.get()) {
      if (seen == 1) {
        word.compareAndSet(1, 0);
      } else {
        Thread.onSpinWait();
      }
    }
  }
}

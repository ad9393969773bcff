package shootdown.bench;

import java.util.concurrent.TimeUnit;

/// Rounds that nobody measures, until the compiler has seen enough of them.
///
/// Of rounds that are long, a second's warm-up has too few: what came first was interpreted still,
/// and three times as dear.
final class WarmUp {
  private static final long MILLIS = 800;

  private WarmUp() {}

  static void with(Runnable round) {
    with(round, MILLIS);
  }

  static void with(Runnable round, long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    do {
      round.run();
    } while (System.nanoTime() - end < 0);
  }
}

package shootdown.bench;

import java.util.Arrays;
import java.util.SplittableRandom;

/// In which order lanes take their turns: another one each round, drawn from a fixed seed.
///
/// In a fixed cycle a lane always finds the caches and the partner as the same other lane left
/// them.
///
/// One thread; allocates nothing.
final class Turns {
  private static final long SEED = 20_071_017;

  private final int[] order;
  private final SplittableRandom random = new SplittableRandom(SEED);

  Turns(int lanes) {
    order = new int[lanes];
    Arrays.setAll(order, i -> i);
  }

  /// The next round's order, valid until the next call.
  int[] next() {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int lane = order[i];
      order[i] = order[j];
      order[j] = lane;
    }
    return order;
  }
}

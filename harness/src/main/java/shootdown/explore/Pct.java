package shootdown.explore;

import java.util.Arrays;
import java.util.SplittableRandom;

/// Probabilistic concurrency testing: each vCPU has a priority, the highest one that can run does,
/// and at a few random points the running one falls to the lowest.
///
/// With n vCPUs and k points a race that needs d ordered steps is found with probability `1 / (n *
/// k^(d-1))` or better in each execution. A vCPU that spins is set aside by the engine, so it needs
/// no rule here. Writes and interrupts are delayed at random, now and then.
///
/// Stands for: Burckhardt, Kothari, Musuvathi, Nagarakatte, "A Randomized Scheduler with
/// Probabilistic Guarantees of Finding Bugs", ASPLOS 2010.
final class Pct implements Strategy {
  private static final double LATE = 0.1;

  private final long seed;
  private final int depth;
  private final SplittableRandom random;
  private final long[] priorities = new long[64];
  private final int[] changes;
  private int steps;
  private int longest = 64;
  private int fallen;

  /// One that repeats with its seed.
  ///
  /// @param depth how many ordered steps a race may need, at least 1
  Pct(long seed, int depth) {
    this.seed = seed;
    this.depth = depth;
    this.random = new SplittableRandom(seed);
    this.changes = new int[depth - 1];
  }

  @Override
  public void begin() {
    longest = Math.max(longest, steps);
    steps = 0;
    fallen = 0;
    Arrays.setAll(priorities, i -> 1 + random.nextLong(Long.MAX_VALUE - 1));
    Arrays.setAll(changes, i -> 1 + random.nextInt(longest));
  }

  @Override
  public int choose(Choice choice, int options, Moment moment) {
    if (choice == Choice.WAKE) {
      return random.nextInt(options);
    }
    if (choice == Choice.DRAIN || choice == Choice.INTERRUPT || choice == Choice.FILL) {
      return random.nextDouble() < LATE ? random.nextInt(options) : 0;
    }
    steps++;
    for (int change : changes) {
      if (change == steps) {
        priorities[moment.player()] = --fallen;
      }
    }
    int best = 0;
    for (int i = 1; i < options; i++) {
      if (priorities[moment.candidate(i)] > priorities[moment.candidate(best)]) {
        best = i;
      }
    }
    return best;
  }

  @Override
  public boolean hasMore() {
    return true;
  }

  @Override
  public String describe() {
    return "PCT of depth " + depth + ", seed " + seed;
  }
}

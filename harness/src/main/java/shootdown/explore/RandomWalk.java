package shootdown.explore;

import java.util.SplittableRandom;

/// At each choice any option, the first one mostly: a vCPU that runs keeps running for some ten
/// points.
final class RandomWalk implements Strategy {
  private static final double STRAY = 0.1;

  private final long seed;
  private final SplittableRandom random;

  RandomWalk(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public void begin() {}

  @Override
  public int choose(Choice choice, int options, Moment moment) {
    if (choice == Choice.TURN || choice == Choice.WAKE || random.nextDouble() < STRAY) {
      return random.nextInt(options);
    }
    return 0;
  }

  @Override
  public boolean hasMore() {
    return true;
  }

  @Override
  public String describe() {
    return "random walk, seed " + seed;
  }
}

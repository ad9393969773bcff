package shootdown.explore;

import java.util.Arrays;

/// Every schedule up to a bound: how many preemptions, delayed writes, late interrupts it may have.
///
/// **Reduction.** Two executions in which every vCPU has read the same writes, and every place
/// holds the same write, are in the same state, whatever the order of steps that do not touch each
/// other. What comes after a state is looked at once; when it is met again with no more of the
/// bound left, the execution is cut. Which steps a vCPU can be stopped before is reduced too, see
/// [Locations]. [#plain] does without the first, for comparison.
final class DepthFirst implements Strategy {
  /// No bound: every schedule there is.
  static final int UNBOUNDED = 126;

  private final int bound;
  private final boolean reduces;
  private final Seen seen = new Seen();

  private int[] options = new int[256];
  private int[] taken = new int[256];
  private int depth;
  private int at;
  private int spent;
  private boolean begun;
  private boolean limited;

  private DepthFirst(int bound, boolean reduces) {
    if (bound < 0 || bound > UNBOUNDED) {
      throw new IllegalArgumentException("no such bound: " + bound);
    }
    this.bound = bound;
    this.reduces = reduces;
  }

  static DepthFirst upTo(int bound) {
    return new DepthFirst(bound, true);
  }

  /// Without partial-order reduction.
  static DepthFirst plain(int bound) {
    return new DepthFirst(bound, false);
  }

  @Override
  public void begin() {
    at = 0;
    spent = 0;
    begun = true;
  }

  @Override
  public int choose(Choice choice, int n, Moment moment) {
    int left = bound == UNBOUNDED ? UNBOUNDED : bound - spent;
    int open = left == 0 && choice.cost(1) > 0 ? 1 : n;
    limited |= open < n;
    if (at == depth) {
      if (reduces && !isNews(choice, moment, left)) {
        return ENOUGH;
      }
      if (open > 1) {
        push(open);
      }
    }
    if (open == 1) {
      return 0;
    }
    int option = taken[at++];
    spent += bound == UNBOUNDED ? 0 : choice.cost(option);
    return option;
  }

  /// Who runs matters only where it costs something to change it.
  private boolean isNews(Choice choice, Moment moment, int left) {
    if (choice != Choice.PREEMPT && choice != Choice.TURN) {
      return true;
    }
    boolean whoMatters = choice == Choice.PREEMPT && bound != UNBOUNDED;
    return seen.isNews(
        whoMatters ? Hash.mix(moment.state(), moment.player()) : moment.state(), left);
  }

  private void push(int open) {
    if (depth == options.length) {
      int length = 2 * depth;
      options = Arrays.copyOf(options, length);
      taken = Arrays.copyOf(taken, length);
    }
    options[depth] = open;
    taken[depth] = 0;
    depth++;
  }

  @Override
  public boolean hasMore() {
    if (!begun) {
      return true;
    }
    while (depth > 0 && ++taken[depth - 1] >= options[depth - 1]) {
      depth--;
    }
    return depth > 0;
  }

  /// Whether the bound kept anything from being looked at.
  boolean limited() {
    return limited;
  }

  /// How many states it has met.
  int states() {
    return seen.size();
  }

  @Override
  public boolean retraces() {
    return true;
  }

  @Override
  public String describe() {
    return bound == UNBOUNDED ? "depth-first, no bound" : "depth-first, bound " + bound;
  }
}

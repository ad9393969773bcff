package shootdown.explore;

import java.util.Arrays;

/// Every schedule up to a bound: how often it may leave the straight course, by a preemption, a
/// delayed write, a late interrupt, a walk, or by passing over the vCPU whose turn it is.
///
/// **What a bound means.** On the straight course a vCPU runs until it waits or is through, and the
/// next in the order of their numbers follows. With two vCPUs nobody can be passed over, so the
/// bound is one of preemptions (CHESS: Musuvathi, Qadeer, PLDI 2007). With more of them that alone
/// bounds little, since they wait often and any could follow; what follows out of order costs too
/// (delay bounding: Emmi, Qadeer, Rakamaric, POPL 2011). Either way the schedules of bound n are
/// about as many as the ways to choose n of all steps, and a large enough bound has them all.
///
/// **Reduction.** Two executions in which every vCPU has read the same writes, and every place
/// holds the same write, are in the same state, whatever the order of steps that do not touch each
/// other. What comes after a state is looked at once; when it is met again with no more of the
/// bound left, the execution is cut. Which steps a vCPU can be stopped before is reduced too, see
/// [Locations]. [#plain] does without the first, for comparison.
final class DepthFirst implements Strategy {
  /// No bound: every schedule there is.
  static final int UNBOUNDED = 126;

  /// More than there are vCPUs.
  private static final int WOKEN = 64;

  private final int bound;
  private final boolean reduces;
  private final Seen seen;

  private int[] options = new int[256];
  private int[] taken = new int[256];
  private int depth;
  private int at;
  private int spent;
  private boolean begun;
  private boolean limited;

  private DepthFirst(int bound, boolean reduces, Seen seen) {
    if (bound < 0 || bound > UNBOUNDED) {
      throw new IllegalArgumentException("no such bound: " + bound);
    }
    this.bound = bound;
    this.reduces = reduces;
    this.seen = seen;
  }

  static DepthFirst upTo(int bound) {
    return new DepthFirst(bound, true, Seen.asMemoryAllows());
  }

  /// With room for so many states only.
  static DepthFirst upTo(int bound, int room) {
    return new DepthFirst(bound, true, new Seen(room));
  }

  /// Without partial-order reduction.
  static DepthFirst plain(int bound) {
    return new DepthFirst(bound, false, new Seen(1));
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

  /// Without a bound it does not matter who runs: it costs nothing to change that. A waiter can be
  /// woken, or not, and then another be chosen, in one state: two moments.
  private boolean isNews(Choice choice, Moment moment, int left) {
    int who = bound == UNBOUNDED ? 0 : moment.player();
    return switch (choice) {
      case PREEMPT -> seen.isNews(Hash.mix(moment.state(), who), left);
      case TURN -> seen.isNews(Hash.mix(moment.state(), bound == UNBOUNDED ? who : -1 - who), left);
      case WAKE -> seen.isNews(Hash.mix(moment.state(), WOKEN + who), left);
      case DRAIN, INTERRUPT, FILL -> true;
    };
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

  /// Whether it has met more states than it could remember.
  boolean isForgetful() {
    return seen.isFull();
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

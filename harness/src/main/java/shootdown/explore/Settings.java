package shootdown.explore;

import java.time.Duration;

/// What to explore, and how far.
///
/// @param kernel a name that [shootdown.machine.Kernels] knows, or a class
/// @param bound the most preemptions, delayed writes and late interrupts of an exhaustive search,
///   or [#UNBOUNDED]
/// @param fills how often in an execution a processor may walk to a page of its own accord
/// @param seed of a random search
/// @param depth of PCT: how many ordered steps a race may need
/// @param executions the most to play
/// @param time when to stop
public record Settings(
    String kernel,
    MemoryModel model,
    Search search,
    int bound,
    int fills,
    long seed,
    int depth,
    long executions,
    Duration time) {
  public static final int UNBOUNDED = DepthFirst.UNBOUNDED;

  /// Everything on the fixed kernel, under store buffers, for as long as a minute.
  public static final Settings DEFAULT =
      new Settings(
          "fixed",
          MemoryModel.TSO,
          Search.EXHAUSTIVE,
          UNBOUNDED,
          0,
          1,
          3,
          Long.MAX_VALUE,
          Duration.ofMinutes(1));

  /// Checks the numbers.
  ///
  /// @throws IllegalArgumentException if a number makes no sense
  public Settings {
    require(bound >= 0 && bound <= UNBOUNDED, "bound", bound);
    require(fills >= 0 && fills <= 8, "fills", fills);
    require(depth >= 1 && depth <= 20, "depth", depth);
    require(executions >= 1, "executions", executions);
    require(time.isPositive(), "time", time);
  }

  private static void require(boolean holds, String name, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("makes no sense: " + name + "=" + value);
    }
  }

  public Settings kernel(String k) {
    return new Settings(k, model, search, bound, fills, seed, depth, executions, time);
  }

  public Settings model(MemoryModel m) {
    return new Settings(kernel, m, search, bound, fills, seed, depth, executions, time);
  }

  public Settings search(Search s) {
    return new Settings(kernel, model, s, bound, fills, seed, depth, executions, time);
  }

  public Settings bound(int b) {
    return new Settings(kernel, model, search, b, fills, seed, depth, executions, time);
  }

  public Settings fills(int f) {
    return new Settings(kernel, model, search, bound, f, seed, depth, executions, time);
  }

  public Settings seed(long s) {
    return new Settings(kernel, model, search, bound, fills, s, depth, executions, time);
  }

  public Settings depth(int d) {
    return new Settings(kernel, model, search, bound, fills, seed, d, executions, time);
  }

  public Settings executions(long n) {
    return new Settings(kernel, model, search, bound, fills, seed, depth, n, time);
  }

  public Settings time(Duration t) {
    return new Settings(kernel, model, search, bound, fills, seed, depth, executions, t);
  }
}

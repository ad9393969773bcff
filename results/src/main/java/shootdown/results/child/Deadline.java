package shootdown.results.child;

import java.time.Duration;

/// When all has to be over.
///
/// @param nanos by the clock of `System.nanoTime`
public record Deadline(long nanos, boolean never) {
  /// Nobody is in a hurry.
  public static final Deadline NEVER = new Deadline(0, true);

  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos(), false);
  }

  /// What is left, zero if nothing is.
  public Duration left() {
    long left = nanos - System.nanoTime();
    return never ? Duration.ofDays(365) : Duration.ofNanos(Math.max(0, left));
  }

  /// Seconds left at that moment, never less than none.
  public double left(long now) {
    return Math.max(0, (nanos - now) / 1e9);
  }

  /// The same, a little later.
  public Deadline plus(Duration grace) {
    return never ? this : new Deadline(nanos + grace.toNanos(), false);
  }

  /// The same, a little earlier.
  public Deadline minus(Duration time) {
    return plus(time.negated());
  }

  /// No later than that.
  Duration atMost(Duration limit) {
    Duration left = left();
    return limit.compareTo(left) < 0 ? limit : left;
  }
}

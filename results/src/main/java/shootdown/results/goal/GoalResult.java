package shootdown.results.goal;

import java.util.Optional;
import shootdown.results.run.Interval;

/// A goal, what was measured of it, and what became of it.
///
/// @param id `G1` to `G14`
/// @param goal what is to be shown, in words
/// @param bound what the figure is held against
/// @param figure with its 95 % interval; absent if nothing was measured
/// @param note where the figure comes from, or why there is none
public record GoalResult(
    String id, String goal, Bound bound, Optional<Interval> figure, Fate fate, String note) {

  static GoalResult of(String id, String goal, Bound bound, Interval figure, String note) {
    return new GoalResult(id, goal, bound, Optional.of(figure), bound.of(figure), note);
  }

  static GoalResult open(String id, String goal, Bound bound, Fate fate, String note) {
    return new GoalResult(id, goal, bound, Optional.empty(), fate, note);
  }

  /// The same figure, but no verdict.
  GoalResult unresolved(String why) {
    return new GoalResult(
        id, goal, bound, figure, Fate.NOT_RESOLVED, note.isEmpty() ? why : why + "; " + note);
  }
}

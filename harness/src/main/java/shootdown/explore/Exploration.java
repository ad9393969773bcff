package shootdown.explore;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Plays one story again and again, each time on another schedule.
final class Exploration {
  /// How often the clock is asked.
  private static final int CLOCK_EVERY = 64;

  /// What was seen of one outcome: how often, and the schedule that showed it first.
  static final class Tally {
    private final List<Deviation> schedule;
    private final long firstAfter;
    private long count;

    Tally(List<Deviation> schedule, long firstAfter) {
      this.schedule = schedule;
      this.firstAfter = firstAfter;
    }

    List<Deviation> schedule() {
      return schedule;
    }

    long firstAfter() {
      return firstAfter;
    }

    long count() {
      return count;
    }
  }

  private final Script script;
  private final Theatre theatre;
  private final Map<String, Tally> outcomes = new LinkedHashMap<>();
  private long executions;
  private long cut;
  private long points;
  private Predicate<String> wanted = outcome -> false;
  private boolean found;

  Exploration(Script script, Theatre theatre) {
    this.script = script;
    this.theatre = theatre;
  }

  /// Plays it once and forgets it: classes are initialised, numbers are as they will be.
  void rehearse() {
    play(new RandomWalk(0));
    play(new RandomWalk(1));
    outcomes.clear();
    executions = 0;
    points = 0;
  }

  /// The search is over once an outcome is met that is wanted.
  void seek(Predicate<String> outcome) {
    wanted = outcome;
  }

  /// Whether one that was wanted has been met.
  boolean found() {
    return found;
  }

  /// Plays until the strategy has no more, the time is over, or what is wanted has been found.
  ///
  /// @return whether the strategy came to its end
  boolean run(Strategy strategy, long most, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    locations().settle();
    for (long n = 0; strategy.hasMore(); n++) {
      if (found || n == most || (n % CLOCK_EVERY == 0 && System.nanoTime() - end > 0)) {
        return false;
      }
      play(strategy);
    }
    return true;
  }

  /// Plays it once, before an observer.
  ///
  /// @return the outcome
  String show(Strategy strategy, Observer observer) {
    locations().everywhere();
    Points.number(theatre.births());
    Script.Staged staged = script.stage();
    observer.staged(staged);
    Execution execution = new Execution(staged, theatre, strategy, observer);
    strategy.begin();
    Ending how = execution.run();
    return how == Ending.COMPLETE ? staged.outcome() : how.name();
  }

  private void play(Strategy strategy) {
    if (!strategy.retraces()) {
      locations().settle();
    }
    Points.number(theatre.births());
    Script.Staged staged = script.stage();
    Execution execution = new Execution(staged, theatre, strategy, Observer.NOBODY);
    strategy.begin();
    Ending how = execution.run();
    executions++;
    points += execution.points();
    if (how == Ending.CUT) {
      cut++;
      return;
    }
    String outcome = how == Ending.COMPLETE ? staged.outcome() : how.name();
    outcomes.computeIfAbsent(outcome, o -> first(o, execution)).count++;
  }

  private Tally first(String outcome, Execution execution) {
    found |= wanted.test(outcome);
    return new Tally(execution.deviations(), executions);
  }

  String story() {
    return script.name();
  }

  Locations locations() {
    return theatre.locations();
  }

  /// How many places have turned out to be shared.
  int learnt() {
    return theatre.locations().learnt();
  }

  Map<String, Tally> outcomes() {
    return outcomes;
  }

  long executions() {
    return executions;
  }

  long cut() {
    return cut;
  }

  long points() {
    return points;
  }
}

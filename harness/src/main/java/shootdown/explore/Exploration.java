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
  private long mistaken;
  private Predicate<String> wanted = outcome -> false;
  private boolean found;

  Exploration(Script script, Theatre theatre) {
    this.script = script;
    this.theatre = theatre;
  }

  /// Plays it a few times and forgets that: classes are initialised, numbers are as they will be.
  void rehearse() {
    locations().everywhere();
    long _ = play(new RandomWalk(0), script.stage(theatre.births()));
    long _ = play(new RandomWalk(1), script.stage(theatre.births()));
    long first = play(new RandomWalk(1), script.restage(theatre.births()));
    long again = play(new RandomWalk(1), script.restage(theatre.births()));
    if (first != again) {
      script.changes();
    }
    outcomes.clear();
    executions = 0;
    points = 0;
    mistaken = 0;
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
      if (!strategy.retraces()) {
        locations().settle();
      }
      long _ = play(strategy, script.restage(theatre.births()));
    }
    return true;
  }

  /// Plays it once, before an observer.
  ///
  /// @return the outcome
  String show(Strategy strategy, Observer observer) {
    locations().everywhere();
    Script.Staged staged = script.stage(theatre.births());
    observer.staged(staged);
    Execution execution = new Execution(staged, theatre, strategy, observer);
    strategy.begin();
    Ending how = execution.run();
    return how == Ending.COMPLETE ? staged.outcome() : how.name();
  }

  /// Plays it once.
  ///
  /// @return what stands for all that has happened
  private long play(Strategy strategy, Script.Staged staged) {
    Execution execution = new Execution(staged, theatre, strategy, Observer.NOBODY);
    strategy.begin();
    Ending how = execution.run();
    executions++;
    points += execution.points();
    mistaken += execution.isMistaken() ? 1 : 0;
    if (how == Ending.CUT) {
      cut++;
      return execution.state();
    }
    String outcome = how == Ending.COMPLETE ? staged.outcome() : how.name();
    outcomes.computeIfAbsent(outcome, o -> first(o, execution)).count++;
    return execution.state();
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

  long mistaken() {
    return mistaken;
  }
}

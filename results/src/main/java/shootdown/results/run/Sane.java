package shootdown.results.run;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// Refuses numbers that nothing we do could have come to: they would spoil sums and charts.
public final class Sane {
  /// Ten days of samples at a billion a second; a few thousand of them still fit a sum.
  private static final long MOST = 1_000_000_000_000_000L;

  private static final int MOST_VALUES = 1_000_000;

  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private Sane() {}

  /// Looks at one record.
  ///
  /// @throws IllegalArgumentException in one line, if it makes no sense
  public static void check(Entry entry) {
    switch (entry) {
      case RunStarted r -> {
        at(r.startedAt());
        number("cores", r.environment().cores());
      }
      case PlannedCampaign p -> number("budgetSeconds", p.budgetSeconds());
      case Resumed r -> {
        at(r.resumedAt());
        number("spentSeconds", r.spentSeconds());
      }
      case Slice s -> {
        number("seconds", s.seconds());
        s.records().forEach(Sane::check);
      }
      case SoFar s -> check(s.record());
      case Planned p -> number("actors", p.story().actors());
      case PlannedExploration p -> {
        number("fills", p.fills());
        number("actors", p.story().actors());
      }
      case NotTried n -> {
        if (!(n.what() instanceof Planned) && !(n.what() instanceof PlannedExploration)) {
          throw new IllegalArgumentException("not tried is what was never planned");
        }
        check(n.what());
      }
      case StoryRecord r -> {
        number("forks", r.forks());
        number("seconds", r.seconds());
        counts("outcomes", r.outcomes().values());
      }
      case ExplorationRecord r -> exploration(r);
      case BenchmarkRecord r -> benchmark(r);
      case TortureStatistics s -> {
        number("seconds", s.seconds());
        count("operations", s.operations());
        counts("activity", s.activity().values());
      }
      case TortureRecord r -> {
        number("seconds", r.seconds());
        count("operations", r.operations());
        number("rate", r.rate());
        counts("activity", r.activity().values());
        counts("windows", r.windows().values());
        counts("played", r.played().values());
      }
      case RunEnded r -> at(r.endedAt());
    }
  }

  private static void exploration(ExplorationRecord r) {
    count("executions", r.executions());
    count("points", r.points());
    count("states", r.states());
    number("seconds", r.seconds());
    number("fills", r.fills());
    counts("count", r.outcomes().stream().map(ExplorationRecord.Reached::count).toList());
    counts("firstAfter", r.outcomes().stream().map(ExplorationRecord.Reached::firstAfter).toList());
  }

  private static void benchmark(BenchmarkRecord r) {
    int values = r.forks().stream().mapToInt(List::size).sum();
    number("a number of values", values > MOST_VALUES ? Double.NaN : values);
    r.forks().forEach(fork -> fork.forEach(value -> finite("forks", value)));
    finite("point", r.interval().point());
    finite("low", r.interval().low());
    finite("high", r.interval().high());
  }

  private static void counts(String name, Collection<Long> values) {
    values.forEach(value -> count(name, value));
  }

  private static void count(String name, long value) {
    if (value < 0 || value > MOST) {
      throw new IllegalArgumentException(name + " is " + value);
    }
  }

  private static void number(String name, double value) {
    if (!(value >= 0 && value <= MOST)) {
      throw new IllegalArgumentException(name + " is " + value);
    }
  }

  private static void finite(String name, double value) {
    if (!(Math.abs(value) <= MOST)) {
      throw new IllegalArgumentException(name + " is " + value);
    }
  }

  private static void at(Instant when) {
    if (when.isBefore(FIRST) || when.isAfter(LAST)) {
      throw new IllegalArgumentException("it was at " + when);
    }
  }
}

package shootdown.results.run;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/// What one exploration of one story has reached.
///
/// @param engine always `explore`
/// @param memory `sc` or `tso`
/// @param search `exhaustive`, `random` or `pct`
/// @param carrier what the vCPUs ran on
/// @param bound up to which bound every schedule was looked at; -1 for none
/// @param exhausted whether every schedule there is was looked at, whatever the bound
/// @param executions schedules played, those cut included
/// @param cut those left before their end, since nothing new could come
/// @param points moments at which another vCPU could have run
/// @param mistaken schedules in which the step was taken that a fault of the museum overrides
/// @param states different states met; 0 for a random search
/// @param until it ended with the first outcome that begins with this, a regular expression; empty
///   if it looked at all there is
/// @param troubles why there is less here than was wanted, one line each
@JsonTypeName("exploration")
public record ExplorationRecord(
    String kernel,
    String id,
    String engine,
    String memory,
    String search,
    String carrier,
    int bound,
    boolean exhausted,
    long executions,
    long cut,
    long points,
    long mistaken,
    long states,
    double seconds,
    int fills,
    long seed,
    String until,
    List<Reached> outcomes,
    List<String> troubles)
    implements Entry {
  public static final String ENGINE = "explore";

  public ExplorationRecord {
    outcomes = List.copyOf(outcomes);
    troubles = List.copyOf(troubles);
  }

  /// Whether all outcomes were looked for: one that ends with a violation tells what it met until
  /// then, not what can be reached.
  public boolean looksAtAll() {
    return until.isEmpty();
  }

  /// An outcome that a schedule reaches.
  ///
  /// @param count executions that ended so
  /// @param firstAfter the number of the first of them, from 1
  /// @param cost preemptions, delayed writes and late interrupts of the schedule
  /// @param schedule how to see it again
  /// @param file the same as a file in the run's folder, or empty
  /// @param columns what happened, one column a vCPU, or empty
  public record Reached(
      String outcome,
      long count,
      long firstAfter,
      int cost,
      String schedule,
      String file,
      String columns) {

    /// The same, kept in a file.
    public Reached in(String name) {
      return new Reached(outcome, count, firstAfter, cost, schedule, name, columns);
    }
  }

  /// An exploration that came to nothing.
  public static ExplorationRecord failed(
      PlannedExploration planned, String search, long seed, String until, String trouble) {
    return new ExplorationRecord(
        planned.kernel(),
        planned.story().id(),
        ENGINE,
        planned.memory(),
        search,
        "unknown",
        -1,
        false,
        0,
        0,
        0,
        0,
        0,
        0,
        planned.fills(),
        seed,
        until,
        List.of(),
        List.of(trouble));
  }

  /// The same with other outcomes.
  public ExplorationRecord with(List<Reached> others) {
    return new ExplorationRecord(
        kernel,
        id,
        engine,
        memory,
        search,
        carrier,
        bound,
        exhausted,
        executions,
        cut,
        points,
        mistaken,
        states,
        seconds,
        fills,
        seed,
        until,
        others,
        troubles);
  }
}

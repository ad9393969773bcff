package shootdown.explore;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What an exploration of one story has found.
///
/// @param executions how many schedules were played, those cut included
/// @param cut how many of them were left before their end, since nothing new could come
/// @param mistaken in how many of them the step was taken that a fault of the museum overrides; 0
///   for a kernel that is none of them
/// @param states how many different states were met; 0 for a random search
/// @param forgetful more states were met than there was memory for: what follows some of them was
///   looked at more than once
/// @param bound up to which bound every schedule was looked at; -1 for none
/// @param exhausted every schedule there is was looked at, whatever the bound
/// @param carrier what the vCPUs ran on
public record Findings(
    String story,
    Settings settings,
    String carrier,
    long executions,
    long cut,
    long points,
    long mistaken,
    long states,
    boolean forgetful,
    int bound,
    boolean exhausted,
    double seconds,
    List<Reached> outcomes) {

  public Findings {
    outcomes = List.copyOf(outcomes);
  }

  /// The first outcome that is wanted, if one has been met.
  public Optional<Reached> first(Predicate<String> wanted) {
    return outcomes.stream().filter(r -> wanted.test(r.outcome())).findFirst();
  }

  /// An outcome that can be reached.
  ///
  /// @param count how many executions ended so
  /// @param firstAfter the number of the first of them, from 1
  /// @param schedule how to see it again
  public record Reached(String outcome, long count, long firstAfter, Schedule schedule) {}
}

package shootdown.results.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import shootdown.results.run.ExplorationRecord;
import shootdown.results.story.StorySheet;

/// One story on one kernel, all its records added up, and judged.
///
/// @param seconds sampling time, summed over forks
/// @param salvaged whether some counts came from a console, because a start was cut short
/// @param exploration how far it was explored, if it was not sampled
public record StoryResult(
    StorySheet sheet,
    String kernel,
    String engine,
    Verdict verdict,
    int forks,
    double seconds,
    Map<String, Long> outcomes,
    List<String> troubles,
    boolean salvaged,
    Optional<ExplorationRecord> exploration) {

  public boolean explored() {
    return exploration.isPresent();
  }

  /// The same with another verdict.
  StoryResult with(Verdict other) {
    return new StoryResult(
        sheet, kernel, engine, other, forks, seconds, outcomes, troubles, salvaged, exploration);
  }

  public long samples() {
    return sum(key -> true);
  }

  /// Samples in which the actors met.
  public long windowEntered() {
    return sum(OutcomeKey::overlapped);
  }

  /// Samples that did not hold. A control has none, whatever it counts.
  public long violations() {
    return sheet.kind() == StorySheet.Kind.CONTROL ? 0 : sum(key -> !key.held());
  }

  /// Whether a rule was broken, or nobody could go on: that the harness fell over convicts nobody.
  boolean brokeARule() {
    return broken().stream()
        .map(entry -> OutcomeKey.parse(entry.getKey()))
        .anyMatch(key -> !key.isOfTheHarness());
  }

  public double samplesPerSecond() {
    return seconds > 0 ? samples() / seconds : 0;
  }

  /// Outcomes that did not hold, most frequent first.
  public List<Map.Entry<String, Long>> broken() {
    return outcomes.entrySet().stream()
        .filter(entry -> !OutcomeKey.parse(entry.getKey()).held())
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .toList();
  }

  private long sum(Predicate<OutcomeKey> wanted) {
    return outcomes.entrySet().stream()
        .filter(entry -> wanted.test(OutcomeKey.parse(entry.getKey())))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}

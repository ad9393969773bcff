package shootdown.results.verdict;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import shootdown.fault.SeedDefect;

/// One defect of the seed, and whether these runs convicted it.
///
/// @param sampled the story on the seed under jcstress, if it was hunted
/// @param explored the same schedule by schedule
public record DefectResult(
    SeedDefect defect, Optional<StoryResult> sampled, Optional<StoryResult> explored) {
  private static final String SEED = "seed";

  /// Every defect; none if the seed was not tried.
  public static List<DefectResult> of(List<StoryResult> results) {
    List<StoryResult> tried =
        results.stream()
            .filter(r -> r.kernel().equals(SEED) && r.verdict() != Verdict.NOT_TRIED)
            .toList();
    return tried.isEmpty()
        ? List.of()
        : Arrays.stream(SeedDefect.values()).map(d -> of(d, tried)).toList();
  }

  private static DefectResult of(SeedDefect defect, List<StoryResult> tried) {
    return new DefectResult(defect, of(defect, tried, false), of(defect, tried, true));
  }

  private static Optional<StoryResult> of(
      SeedDefect defect, List<StoryResult> tried, boolean explored) {
    return tried.stream()
        .filter(r -> r.explored() == explored)
        .filter(r -> r.sheet().simpleName().equals(defect.story()))
        .findFirst();
  }

  /// Whether anybody looked.
  public boolean tried() {
    return sampled.isPresent() || explored.filter(r -> r.samples() > 0).isPresent();
  }

  /// Whether anybody saw broken what the defect breaks.
  public boolean convicted() {
    return hits(sampled) + hits(explored) > 0;
  }

  /// How often it showed among samples, or schedules.
  public long hits(Optional<StoryResult> result) {
    return result.stream()
        .flatMap(r -> r.broken().stream())
        .filter(e -> OutcomeKey.parse(e.getKey()).invariant().equals(defect.invariant()))
        .mapToLong(java.util.Map.Entry::getValue)
        .sum();
  }
}

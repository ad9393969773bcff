package shootdown.results.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import shootdown.results.run.ExplorationRecord;
import shootdown.results.run.ExplorationRecord.Reached;

/// What schedules can reach beside what samples have shown, of one story on one kernel.
///
/// Reachable and never sampled is a gap in the hunt. Sampled and not reachable is, while the
/// exploration is bounded, nothing but that; under sequential consistency it is weak memory at
/// work; and once store buffers have been exhausted it is a failure, of the explorer or of what it
/// believes about this machine.
///
/// @param samples how many; at 0 the story was not hunted in these runs, and that is all it says
/// @param bound up to which every schedule was looked at; -1 for none
/// @param label what to think of outcomes sampled and not reachable; empty if there are none
public record Coverage(
    String story,
    String kernel,
    String memory,
    int fills,
    List<String> reachable,
    List<String> sampled,
    long samples,
    boolean exhausted,
    int bound,
    List<String> reachableNotSampled,
    List<String> sampledNotReachable,
    String label) {
  static final String UNEXPLAINED = "unexplained";
  static final String WEAK_MEMORY = "weak memory";
  static final String BEYOND = "beyond the bound";

  /// Every exploration that looked at all and came to something, with the samples of its story and
  /// kernel.
  static List<Coverage> of(List<StoryResult> sampled, List<StoryResult> explored) {
    Map<List<String>, StoryResult> hunted =
        sampled.stream()
            .collect(
                Collectors.toMap(
                    s -> List.of(s.sheet().id(), s.kernel()), s -> s, (first, second) -> first));
    List<Coverage> all = new ArrayList<>();
    for (StoryResult e : explored) {
      e.exploration()
          .filter(r -> r.looksAtAll() && !r.outcomes().isEmpty())
          .ifPresent(
              r -> all.add(of(r, Optional.ofNullable(hunted.get(List.of(r.id(), r.kernel()))))));
    }
    return all;
  }

  private static Coverage of(ExplorationRecord r, Optional<StoryResult> hunted) {
    Set<String> reachable = new TreeSet<>(r.outcomes().stream().map(Reached::outcome).toList());
    Set<String> seen = new TreeSet<>();
    hunted.ifPresent(
        s ->
            s.outcomes()
                .forEach(
                    (outcome, count) -> {
                      if (count > 0) {
                        seen.add(outcome);
                      }
                    }));
    List<String> beyond = without(seen, reachable);
    return new Coverage(
        r.id(),
        r.kernel(),
        r.memory(),
        r.fills(),
        List.copyOf(reachable),
        List.copyOf(seen),
        hunted.map(StoryResult::samples).orElse(0L),
        r.exhausted(),
        r.bound(),
        without(reachable, seen),
        beyond,
        beyond.isEmpty() ? "" : label(r));
  }

  private static String label(ExplorationRecord r) {
    if (!r.exhausted()) {
      return BEYOND;
    }
    return r.memory().equals("tso") ? UNEXPLAINED : WEAK_MEMORY;
  }

  private static List<String> without(Set<String> all, Set<String> those) {
    return all.stream().filter(o -> !those.contains(o)).toList();
  }

  /// Whether the hunt and the exploration contradict each other.
  boolean isContradiction() {
    return label.equals(UNEXPLAINED);
  }

  /// Whether this is about that result.
  public boolean isOf(StoryResult result) {
    return result
        .exploration()
        .filter(
            r ->
                r.id().equals(story)
                    && r.kernel().equals(kernel)
                    && r.memory().equals(memory)
                    && r.fills() == fills)
        .isPresent();
  }
}

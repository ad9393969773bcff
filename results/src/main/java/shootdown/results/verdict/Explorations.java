package shootdown.results.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shootdown.fault.Museum;
import shootdown.results.run.Entry;
import shootdown.results.run.ExplorationRecord;
import shootdown.results.run.ExplorationRecord.Reached;
import shootdown.results.run.PlannedExploration;
import shootdown.results.run.Run;

/// Adds explorations up and judges them, by the questions that samples are asked too.
///
/// Two of one story add up only if kernel, memory model and fills agree: else they did not look at
/// the same schedules.
public final class Explorations {
  private Explorations() {}

  /// All that some runs of one commit explored, in the order in which it was planned.
  public static List<StoryResult> judge(List<Run> runs) {
    Map<Key, List<ExplorationRecord>> records =
        runs.stream().flatMap(Run::explorations).collect(Collectors.groupingBy(Key::of));
    Set<Entry> untried = runs.stream().flatMap(Run::untried).collect(Collectors.toSet());
    return runs.stream()
        .flatMap(Run::plannedExplorations)
        .distinct()
        .map(p -> judge(p, records.getOrDefault(Key.of(p), List.of()), untried.contains(p)))
        .toList();
  }

  /// What two records of one exploration agree in.
  private record Key(String id, String kernel, String memory, int fills) {
    static Key of(ExplorationRecord r) {
      return new Key(r.id(), r.kernel(), r.memory(), r.fills());
    }

    static Key of(PlannedExploration p) {
      return new Key(p.story().id(), p.kernel(), p.memory(), p.fills());
    }
  }

  static StoryResult judge(
      PlannedExploration planned, List<ExplorationRecord> records, boolean untried) {
    ExplorationRecord sum =
        records.stream()
            .reduce(Explorations::add)
            .orElseGet(
                () ->
                    ExplorationRecord.failed(
                        planned, "none", 0, "", untried ? "no time was left" : "did not run"));
    Map<String, Long> outcomes = new TreeMap<>();
    sum.outcomes().forEach(r -> outcomes.put(r.outcome(), r.count()));
    StoryResult tally =
        new StoryResult(
            planned.story(),
            planned.kernel(),
            ExplorationRecord.ENGINE,
            Verdict.NOT_TRIED,
            records.size(),
            sum.seconds(),
            outcomes,
            sum.troubles(),
            false,
            Optional.of(sum));
    return records.isEmpty() && untried ? tally : tally.with(verdict(tally, sum));
  }

  /// Schedules are not samples: what counts is whether all of one preemption were among them, for
  /// that is what convictions take; and of a fault, whether its step was ever taken.
  private static Verdict verdict(StoryResult tally, ExplorationRecord sum) {
    Verdict verdict = Judge.verdict(tally);
    boolean far = sum.exhausted() || sum.bound() >= 1;
    return switch (verdict) {
      case SURVIVED, TOO_FEW ->
          !far ? Verdict.TOO_FEW : missed(sum) ? Verdict.NOT_REACHED : Verdict.SURVIVED;
      case NOT_REACHED -> far ? verdict : Verdict.TOO_FEW;
      case INFRASTRUCTURE ->
          sum.troubles().isEmpty() && tally.violations() == 0 ? Verdict.TOO_FEW : verdict;
      default -> verdict;
    };
  }

  private static boolean missed(ExplorationRecord sum) {
    return Museum.find(sum.kernel()).isPresent() && sum.mistaken() == 0;
  }

  private static ExplorationRecord add(ExplorationRecord a, ExplorationRecord b) {
    return new ExplorationRecord(
        a.kernel(),
        a.id(),
        a.engine(),
        a.memory(),
        a.bound() >= b.bound() ? a.search() : b.search(),
        a.carrier(),
        Math.max(a.bound(), b.bound()),
        a.exhausted() || b.exhausted(),
        a.executions() + b.executions(),
        a.cut() + b.cut(),
        a.points() + b.points(),
        a.mistaken() + b.mistaken(),
        Math.max(a.states(), b.states()),
        a.seconds() + b.seconds(),
        a.fills(),
        a.seed(),
        a.looksAtAll() ? "" : b.until(),
        union(a.outcomes(), b.outcomes()),
        Stream.concat(a.troubles().stream(), b.troubles().stream()).distinct().toList());
  }

  /// Each outcome once, with the cheaper of its schedules.
  private static List<Reached> union(List<Reached> a, List<Reached> b) {
    Map<String, Reached> all = new LinkedHashMap<>();
    a.forEach(r -> all.put(r.outcome(), r));
    b.forEach(r -> all.merge(r.outcome(), r, Explorations::cheaper));
    return new ArrayList<>(all.values());
  }

  private static Reached cheaper(Reached a, Reached b) {
    Reached it = a.cost() <= b.cost() ? a : b;
    return new Reached(
        it.outcome(),
        a.count() + b.count(),
        it.firstAfter(),
        it.cost(),
        it.schedule(),
        it.file(),
        it.columns());
  }
}

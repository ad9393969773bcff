package shootdown.results.verdict;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shootdown.fault.Fault;
import shootdown.fault.Museum;
import shootdown.kernel.Kernel;
import shootdown.results.run.ExplorationRecord.Reached;
import shootdown.results.run.TortureRecord;

/// A fault of the museum, and what became of it in some runs.
///
/// @param base the kernel that it is one step away from
/// @param kills the quickest of each engine
public record FaultResult(Fault fault, String base, Fate fate, List<Kill> kills) {

  /// What can become of a fault.
  public enum Fate {
    /// Some engine convicted it, by an invariant that it is said to break.
    KILLED("killed"),
    /// Tried for long enough, and nobody noticed.
    SURVIVED("survived"),
    /// Seen to break a rule, and none that it is said to break.
    OTHERWISE("broke another rule"),
    /// Tried, and not for long enough to say that it survives.
    TOO_FEW("tried too little"),
    /// Tried, and where it breaks was never come to.
    NOT_REACHED("not reached"),
    /// Only a weaker machine could show it; its twin shows the same here.
    NOT_OBSERVABLE_HERE("not observable here"),
    /// Not in these runs.
    NOT_TRIED("not tried");

    private final String word;

    Fate(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /// Every fault of the museum; none if no run tried any.
  static List<FaultResult> of(List<StoryResult> results, List<TortureRecord> tortures) {
    boolean tried =
        Stream.concat(
                results.stream().map(StoryResult::kernel),
                tortures.stream().map(TortureRecord::kernel))
            .anyMatch(kernel -> Museum.find(kernel).isPresent());
    return tried
        ? Museum.classes().stream().map(type -> of(type, results, tortures)).toList()
        : List.of();
  }

  private static FaultResult of(
      Class<? extends Kernel> type, List<StoryResult> all, List<TortureRecord> tortures) {
    Fault fault = Museum.of(type);
    List<StoryResult> tried =
        all.stream()
            .filter(r -> r.kernel().equals(fault.id()) && r.verdict() != Verdict.NOT_TRIED)
            .toList();
    List<TortureRecord> tortured =
        tortures.stream().filter(t -> t.kernel().equals(fault.id())).toList();
    List<Kill> kills =
        Stream.concat(
                Stream.of(false, true).flatMap(e -> quickest(fault, tried, e)),
                byTorture(fault, tortured))
            .toList();
    Fate fate = kills.isEmpty() ? fate(fault, verdicts(tried), !tortured.isEmpty()) : Fate.KILLED;
    return new FaultResult(fault, Museum.base(type).name(), fate, kills);
  }

  private static Set<Verdict> verdicts(List<StoryResult> tried) {
    return tried.stream().map(StoryResult::verdict).collect(Collectors.toSet());
  }

  /// Of one that nobody killed. Torture that did not see it says that it was not tried enough:
  /// where it cannot see it at all, [Fault#endures] says so.
  private static Fate fate(Fault fault, Set<Verdict> tried, boolean tortured) {
    if (fault.killedBy().length == 0) {
      return Fate.NOT_OBSERVABLE_HERE;
    }
    if (tried.isEmpty() && !tortured) {
      return Fate.NOT_TRIED;
    }
    if (tried.contains(Verdict.SURVIVED)) {
      return Fate.SURVIVED;
    }
    if (tried.contains(Verdict.CONVICTED)) {
      return Fate.OTHERWISE;
    }
    return tortured || tried.contains(Verdict.TOO_FEW) ? Fate.TOO_FEW : Fate.NOT_REACHED;
  }

  private static Stream<Kill> quickest(Fault fault, List<StoryResult> tried, boolean explored) {
    return tried.stream()
        .filter(r -> r.explored() == explored)
        .flatMap(r -> (explored ? byExploring(fault, r) : bySampling(fault, r)).stream())
        .min(Comparator.comparingDouble(k -> k.after().seconds()))
        .stream();
  }

  private static Optional<Kill> byExploring(Fault fault, StoryResult r) {
    var record = r.exploration().orElseThrow();
    return record.outcomes().stream()
        .filter(reached -> Expected.breach(fault.id(), reached.outcome()))
        .min(Comparator.comparingLong(Reached::firstAfter))
        .map(
            first ->
                kill(
                    r,
                    first.outcome(),
                    first.firstAfter(),
                    record.seconds() * first.firstAfter() / Math.max(1, record.executions()),
                    false));
  }

  /// jcstress keeps totals only: samples a conviction.
  private static Optional<Kill> bySampling(Fault fault, StoryResult r) {
    List<String> breaches =
        r.broken().stream()
            .map(java.util.Map.Entry::getKey)
            .filter(key -> Expected.breach(fault.id(), key))
            .toList();
    long hits = breaches.stream().mapToLong(key -> r.outcomes().getOrDefault(key, 0L)).sum();
    return hits == 0
        ? Optional.empty()
        : Optional.of(
            kill(
                r, breaches.getFirst(), Math.max(1, r.samples() / hits), r.seconds() / hits, true));
  }

  private static Stream<Kill> byTorture(Fault fault, List<TortureRecord> tortured) {
    return tortured.stream()
        .filter(t -> List.of(fault.breaks()).contains(t.code()))
        .min(Comparator.comparingDouble(TortureRecord::seconds))
        .map(
            t ->
                new Kill(
                    Kill.TORTURE,
                    Tortured.scenario(t),
                    t.code(),
                    new Kill.After(t.operations(), t.seconds(), false)))
        .stream();
  }

  private static Kill kill(
      StoryResult r, String outcome, long count, double seconds, boolean estimated) {
    double rounded = Math.round(seconds * 1e6) / 1e6;
    return new Kill(
        r.engine(),
        r.sheet().simpleName(),
        OutcomeKey.parse(outcome).invariant(),
        new Kill.After(count, rounded, estimated));
  }

  /// How one engine did it, if it did.
  public Optional<Kill> by(String engine) {
    return kills.stream().filter(k -> k.engine().equals(engine)).findFirst();
  }
}

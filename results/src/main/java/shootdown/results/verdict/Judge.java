package shootdown.results.verdict;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import shootdown.results.run.Entry;
import shootdown.results.run.Planned;
import shootdown.results.run.Run;
import shootdown.results.run.StoryRecord;
import shootdown.results.story.StorySheet;

/// Adds records up and finds the verdict.
///
/// The order of the questions matters: a violation stands even if another fork crashed; a crash
/// forbids to say that the story holds; a window never entered does too.
public final class Judge {
  /// So many samples in the window must convict a kernel that is wrong: the rarest conviction that
  /// stories count on is seen once in 10,000.
  static final long ENOUGH = 100_000;

  private Judge() {}

  /// All stories hunted in some runs of one commit, in the order in which they were planned.
  public static List<StoryResult> judge(List<Run> runs) {
    Map<Key, List<StoryRecord>> records =
        runs.stream()
            .flatMap(Run::stories)
            .collect(Collectors.groupingBy(record -> new Key(record.id(), record.kernel())));
    int cores = runs.stream().mapToInt(run -> run.started().environment().cores()).max().orElse(0);
    Set<Entry> untried = runs.stream().flatMap(Run::untried).collect(Collectors.toSet());
    return runs.stream()
        .flatMap(Run::planned)
        .distinct()
        .map(p -> judge(p, records.getOrDefault(Key.of(p), List.of()), cores, untried.contains(p)))
        .toList();
  }

  /// What two records of one story agree in.
  private record Key(String id, String kernel) {
    static Key of(Planned planned) {
      return new Key(planned.story().id(), planned.kernel());
    }
  }

  static StoryResult judge(Planned planned, List<StoryRecord> records, int cores, boolean untried) {
    Map<String, Long> outcomes = new TreeMap<>();
    int forks = 0;
    double seconds = 0;
    List<String> troubles = new ArrayList<>();
    boolean salvaged = false;
    for (StoryRecord record : records) {
      record.outcomes().forEach((key, count) -> outcomes.merge(key, count, Long::sum));
      forks += record.forks();
      seconds += record.seconds();
      troubles.addAll(record.troubles());
      salvaged |= record.source().equals("console");
    }
    boolean tooFewCores = records.isEmpty() && planned.story().actors() > cores;
    if (records.isEmpty() && !tooFewCores && !untried) {
      troubles.add("did not run");
    }
    String engine = records.isEmpty() ? "jcstress" : records.getFirst().engine();
    StoryResult tally =
        new StoryResult(
            planned.story(),
            planned.kernel(),
            engine,
            tooFewCores ? Verdict.NOT_SCHEDULED : Verdict.NOT_TRIED,
            forks,
            seconds,
            outcomes,
            troubles.stream().distinct().toList(),
            salvaged,
            Optional.empty());
    return records.isEmpty() && (tooFewCores || untried) ? tally : tally.with(verdict(tally));
  }

  static Verdict verdict(StoryResult tally) {
    boolean expected = Expected.conviction(tally);
    if (tally.violations() > 0) {
      boolean wrong = expected || Expected.isWrong(tally.kernel());
      return !wrong
          ? Verdict.VIOLATED
          : tally.brokeARule() ? Verdict.CONVICTED : Verdict.INFRASTRUCTURE;
    }
    if (!tally.troubles().isEmpty() || tally.samples() == 0) {
      return Verdict.INFRASTRUCTURE;
    }
    if (tally.sheet().kind() == StorySheet.Kind.CONTROL) {
      return Verdict.MEASURED;
    }
    if (tally.windowEntered() == 0) {
      return Verdict.NOT_REACHED;
    }
    if (!expected) {
      return Verdict.HOLDS;
    }
    return tally.windowEntered() < ENOUGH ? Verdict.TOO_FEW : Verdict.SURVIVED;
  }
}

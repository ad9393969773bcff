package shootdown.results.page;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import shootdown.fault.Museum;
import shootdown.results.bench.BenchmarkRow;
import shootdown.results.bench.Benchmarks;
import shootdown.results.goal.GoalResult;
import shootdown.results.goal.Goals;
import shootdown.results.goal.Price;
import shootdown.results.host.Environment;
import shootdown.results.run.Run;
import shootdown.results.run.RunStarted;
import shootdown.results.run.TortureRecord;
import shootdown.results.story.StorySheet;
import shootdown.results.verdict.Conclusion;
import shootdown.results.verdict.Coverage;
import shootdown.results.verdict.DefectResult;
import shootdown.results.verdict.FaultResult;
import shootdown.results.verdict.Judgement;
import shootdown.results.verdict.StoryResult;
import shootdown.results.verdict.Tortured;
import shootdown.results.verdict.Verdict;
import shootdown.results.verdict.Verdict.Gravity;

/// All that the page and summary.json say, judged once.
public record Report(
    List<Run> runs,
    List<StoryResult> results,
    List<Coverage> coverage,
    List<FaultResult> faults,
    List<BenchmarkRow> benchmarks,
    Conclusion conclusion) {

  /// Judges some runs of one commit; at least one.
  public static Report of(List<Run> runs) {
    Judgement judgement = Judgement.of(runs);
    return new Report(
        List.copyOf(runs),
        judgement.results(),
        judgement.coverage(),
        judgement.faults(),
        Benchmarks.rows(runs.stream().flatMap(Run::benchmarks)),
        Conclusion.of(runs, judgement.results()));
  }

  /// What the benchmarks were to show, and what they did.
  public List<GoalResult> goals() {
    return Goals.judge(runs.stream().flatMap(Run::benchmarks), results);
  }

  /// What batching buys, transport by transport.
  public List<Price> prices() {
    return Price.table(runs.stream().flatMap(Run::benchmarks));
  }

  public RunStarted started() {
    return runs.getFirst().started();
  }

  public Environment environment() {
    return started().environment();
  }

  /// What must not be overlooked: failures first, then whatever could not be judged.
  public List<StoryResult> troubles() {
    return Stream.of(Gravity.FAILURE, Gravity.UNKNOWN)
        .flatMap(g -> results.stream().filter(r -> r.verdict().gravity() == g))
        .toList();
  }

  /// What is wrong with the seed, and who convicted it of that.
  public List<DefectResult> trial() {
    return DefectResult.of(results);
  }

  public List<StoryResult> explored() {
    return results.stream().filter(StoryResult::explored).toList();
  }

  /// What looked at all outcomes, and has no section of its own: the museum has those of its
  /// faults.
  public List<StoryResult> exploredElsewhere() {
    return explored().stream()
        .filter(r -> r.exploration().orElseThrow().looksAtAll())
        .filter(r -> Museum.find(r.kernel()).isEmpty())
        .toList();
  }

  /// What one exploration has in common with the samples of its story.
  public Optional<Coverage> coverage(StoryResult r) {
    return coverage.stream().filter(c -> c.isOf(r)).findFirst();
  }

  /// Stories hunted on a kernel that should hold.
  public List<StoryResult> stories() {
    return ofKind(StorySheet.Kind.STORY).stream()
        .filter(r -> !r.sheet().convicts(r.kernel()) && Museum.find(r.kernel()).isEmpty())
        .toList();
  }

  public List<StoryResult> controls() {
    return ofKind(StorySheet.Kind.CONTROL);
  }

  public List<TortureRecord> tortures() {
    return runs.stream().flatMap(Run::tortures).toList();
  }

  /// Stories, controls and torture runs that have earned it.
  public long count(Verdict verdict) {
    return verdicts().filter(v -> v == verdict).count();
  }

  public long count(Gravity gravity) {
    return verdicts().filter(v -> v.gravity() == gravity).count();
  }

  private Stream<Verdict> verdicts() {
    return Stream.concat(
        results.stream().map(StoryResult::verdict), tortures().stream().map(Tortured::verdict));
  }

  public long samples() {
    return hunted().stream().mapToLong(StoryResult::samples).sum();
  }

  public long schedules() {
    return explored().stream().mapToLong(r -> r.exploration().orElseThrow().executions()).sum();
  }

  private List<StoryResult> hunted() {
    return results.stream().filter(r -> !r.explored()).toList();
  }

  private List<StoryResult> ofKind(StorySheet.Kind kind) {
    return hunted().stream().filter(r -> r.sheet().kind() == kind).toList();
  }
}

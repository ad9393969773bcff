package shootdown.results.page;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shootdown.results.bench.BenchmarkRow;
import shootdown.results.bench.Comparison;
import shootdown.results.goal.GoalResult;
import shootdown.results.goal.Price;
import shootdown.results.host.Environment;
import shootdown.results.run.BenchmarkRecord;
import shootdown.results.run.ExplorationRecord;
import shootdown.results.run.Interval;
import shootdown.results.run.Run;
import shootdown.results.run.RunStarted;
import shootdown.results.run.TortureRecord;
import shootdown.results.verdict.Coverage;
import shootdown.results.verdict.FaultResult;
import shootdown.results.verdict.Kill;
import shootdown.results.verdict.StoryResult;
import shootdown.results.verdict.Tortured;
import shootdown.results.verdict.Verdict;

/// `summary.json`: the page for machines. Fields are written in this order.
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Summary(
    int schema,
    String verdict,
    String sentence,
    int exitCode,
    String command,
    String commit,
    boolean dirty,
    Instant startedAt,
    List<String> runs,
    Environment environment,
    List<StoryLine> stories,
    List<FaultLine> faults,
    List<Coverage> coverage,
    List<BenchmarkLine> benchmarks,
    List<GoalResult> goals,
    List<Price> prices,
    List<TortureSum> torture,
    Optional<SinceLine> since) {

  /// One story or control on one kernel, hunted or explored.
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record StoryLine(
      String id,
      String kind,
      String engine,
      String kernel,
      Verdict verdict,
      long samples,
      long windowEntered,
      long violations,
      int forks,
      double seconds,
      Map<String, Long> outcomes,
      List<String> guards,
      List<String> troubles,
      boolean salvaged,
      Optional<ExplorationRecord> exploration) {

    static StoryLine of(StoryResult r) {
      return new StoryLine(
          r.sheet().id(),
          r.sheet().kind().name(),
          r.engine(),
          r.kernel(),
          r.verdict(),
          r.samples(),
          r.windowEntered(),
          r.violations(),
          r.forks(),
          r.seconds(),
          r.outcomes(),
          r.sheet().guards(),
          r.troubles(),
          r.salvaged(),
          r.exploration());
    }
  }

  /// A fault of the museum, and who convicted it.
  public record FaultLine(
      String id,
      String title,
      int year,
      String source,
      String base,
      List<String> breaks,
      FaultResult.Fate verdict,
      List<Kill> killedBy) {

    static FaultLine of(FaultResult r) {
      return new FaultLine(
          r.fault().id(),
          r.fault().title(),
          r.fault().year(),
          r.fault().source(),
          r.base(),
          List.of(r.fault().breaks()),
          r.fate(),
          r.kills());
    }
  }

  /// One metric of one benchmark at one set of parameters.
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record BenchmarkLine(
      String id,
      String kernel,
      String mode,
      Map<String, String> params,
      String metric,
      String unit,
      int forks,
      Interval interval,
      Optional<VersusLine> versus) {

    static BenchmarkLine of(BenchmarkRow row) {
      BenchmarkRecord r = row.record();
      return new BenchmarkLine(
          r.id(),
          r.kernel(),
          r.mode(),
          r.params(),
          r.metric(),
          r.unit(),
          r.forks().size(),
          r.interval(),
          row.versus().map(v -> new VersusLine(v.baseline(), v.ratio(), v.verdict())));
    }
  }

  /// Cost over a baseline's cost.
  public record VersusLine(String baseline, Interval ratio, Comparison verdict) {}

  /// A torture run: the verdict of the whole, and how often it came where an invariant can break.
  public record TortureSum(
      String scenario,
      String kernel,
      int vcpus,
      long seed,
      Verdict verdict,
      String code,
      String message,
      boolean interrupted,
      long operations,
      double seconds,
      Map<String, Long> windows,
      String report) {

    static TortureSum of(TortureRecord t) {
      return new TortureSum(
          Tortured.scenario(t),
          t.kernel(),
          t.vcpus(),
          t.seed(),
          Tortured.verdict(t),
          t.code(),
          t.message(),
          t.interrupted(),
          t.operations(),
          t.seconds(),
          t.windows(),
          t.report());
    }
  }

  /// What has changed since an earlier run.
  public record SinceLine(
      String run, boolean comparable, List<Since.Change> changes, List<Since.Cost> costs) {

    static SinceLine of(Since s) {
      return new SinceLine(s.run(), s.comparable(), s.changes(), s.costs());
    }
  }

  static Summary of(Report report, Earlier earlier) {
    RunStarted started = report.started();
    return new Summary(
        RunStarted.SCHEMA,
        report.conclusion().word(),
        report.conclusion().sentence(),
        report.conclusion().exitCode(),
        started.command(),
        report.environment().commit(),
        report.environment().dirty(),
        started.startedAt(),
        report.runs().stream().map(Run::started).map(RunStarted::name).toList(),
        report.environment(),
        report.results().stream().map(StoryLine::of).toList(),
        report.faults().stream().map(FaultLine::of).toList(),
        report.coverage(),
        report.benchmarks().stream().map(BenchmarkLine::of).toList(),
        report.goals(),
        report.prices(),
        report.tortures().stream().map(TortureSum::of).toList(),
        earlier.since().map(SinceLine::of));
  }
}

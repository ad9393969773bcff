package shootdown.results.verdict;

import java.util.List;
import java.util.stream.Stream;
import shootdown.results.run.Run;
import shootdown.results.run.TortureRecord;
import shootdown.results.verdict.Verdict.Gravity;

/// All engines judged, and held against each other.
public record Judgement(
    List<StoryResult> results, List<Coverage> coverage, List<FaultResult> faults) {

  /// Judges some runs of one commit.
  public static Judgement of(List<Run> runs) {
    List<StoryResult> sampled = Judge.judge(runs);
    List<StoryResult> explored = Explorations.judge(runs);
    List<Coverage> coverage = Coverage.of(sampled, explored);
    List<TortureRecord> tortures = runs.stream().flatMap(Run::tortures).toList();
    List<Coverage> contradictions = coverage.stream().filter(Coverage::isContradiction).toList();
    List<StoryResult> all =
        Stream.concat(sampled.stream(), explored.stream().map(r -> against(r, contradictions)))
            .toList();
    return new Judgement(all, coverage, FaultResult.of(all, tortures));
  }

  /// A contradiction outweighs all but a failure of its own.
  private static StoryResult against(StoryResult result, List<Coverage> contradictions) {
    boolean contradicted = contradictions.stream().anyMatch(c -> c.isOf(result));
    return contradicted && result.verdict().gravity() != Gravity.FAILURE
        ? result.with(Verdict.UNEXPLAINED)
        : result;
  }
}

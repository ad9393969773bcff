package shootdown.results.verdict;

import java.util.List;
import java.util.stream.Stream;
import shootdown.results.run.Run;
import shootdown.results.verdict.Verdict.Gravity;

/// Both engines judged, and held against each other.
public record Judgement(
    List<StoryResult> results, List<Coverage> coverage, List<FaultResult> faults) {

  /// Judges some runs of one commit.
  public static Judgement of(List<Run> runs) {
    List<StoryResult> sampled = Judge.judge(runs);
    List<StoryResult> explored = Explorations.judge(runs);
    List<Coverage> coverage = Coverage.of(sampled, explored);
    List<StoryResult> all =
        Stream.concat(sampled.stream(), explored.stream().map(r -> against(r, coverage))).toList();
    return new Judgement(all, coverage, FaultResult.of(all));
  }

  /// A contradiction outweighs all but a failure of its own.
  private static StoryResult against(StoryResult result, List<Coverage> coverage) {
    boolean contradicted = coverage.stream().anyMatch(c -> c.isContradiction() && c.isOf(result));
    return contradicted && result.verdict().gravity() != Gravity.FAILURE
        ? result.with(Verdict.UNEXPLAINED)
        : result;
  }
}

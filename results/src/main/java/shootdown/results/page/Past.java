package shootdown.results.page;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import shootdown.results.run.Run;
import shootdown.results.run.RunEnded;
import shootdown.results.run.RunStarted;
import shootdown.results.verdict.Conclusion;
import shootdown.results.verdict.Judgement;
import shootdown.results.verdict.StoryResult;
import shootdown.results.verdict.Tortured;
import shootdown.results.verdict.Verdict;
import shootdown.results.verdict.Verdict.Gravity;

/// A run of the store, in a line.
///
/// @param failures results that failed
/// @param open results that could not be judged
/// @param note why it has no verdict, or empty
public record Past(
    String name,
    Instant at,
    String command,
    String kernel,
    String commit,
    boolean dirty,
    String verdict,
    Gravity gravity,
    long failures,
    long open,
    long samples,
    String note) {

  /// Judges a run; its costs are nobody's concern here.
  static Past of(Run run) {
    RunStarted started = run.started();
    List<StoryResult> results = Judgement.of(List.of(run)).results();
    Conclusion conclusion = Conclusion.of(List.of(run), results);
    List<Gravity> gravities =
        Stream.concat(
                results.stream().map(StoryResult::verdict), run.tortures().map(Tortured::verdict))
            .map(Verdict::gravity)
            .toList();
    return new Past(
        started.name(),
        started.startedAt(),
        started.command(),
        started.kernel(),
        started.environment().commit(),
        started.environment().dirty(),
        conclusion.word(),
        Marks.gravity(conclusion.exitCode()),
        gravities.stream().filter(g -> g == Gravity.FAILURE).count(),
        gravities.stream().filter(g -> g == Gravity.UNKNOWN).count(),
        results.stream().filter(r -> !r.explored()).mapToLong(StoryResult::samples).sum(),
        run.ended().map(RunEnded::note).orElse("killed"));
  }

  /// One that cannot be read any more.
  static Past unreadable(String name, String why) {
    return new Past(
        name, Instant.EPOCH, "", "", "", false, "UNREADABLE", Gravity.UNKNOWN, 0, 0, 0, why);
  }

  public boolean readable() {
    return !commit.isEmpty();
  }

  public String mark() {
    return Marks.symbol(gravity) + " " + verdict.toLowerCase(Locale.ROOT);
  }

  public String style() {
    return Marks.style(gravity);
  }
}

package shootdown.results.page;

import java.util.List;
import java.util.stream.Stream;
import shootdown.results.run.TortureRecord;
import shootdown.results.verdict.StoryResult;
import shootdown.results.verdict.Tortured;
import shootdown.results.verdict.Verdict;
import shootdown.results.verdict.Words;

/// One test in one configuration: a story or a torture run, on a kernel, by an engine.
///
/// @param engine `stress`, `explore sc`, `explore tso` or `torture`
/// @param tries samples, schedules or operations
/// @param window those in which the actors met; -1 where that is not counted
/// @param bound on the rate of what was never seen, in words
public record TestRow(
    String test,
    String kernel,
    String engine,
    Verdict verdict,
    long tries,
    long window,
    String bound) {

  /// All of a report, in the order in which they were planned.
  static List<TestRow> of(Report report) {
    return Stream.concat(
            report.results().stream().map(TestRow::of), report.tortures().stream().map(TestRow::of))
        .toList();
  }

  private static TestRow of(StoryResult r) {
    return new TestRow(
        r.sheet().simpleName(),
        r.kernel(),
        r.exploration().map(e -> "explore " + e.memory()).orElse("stress"),
        r.verdict(),
        r.samples(),
        r.windowEntered(),
        bound(r));
  }

  private static TestRow of(TortureRecord t) {
    return new TestRow(
        Tortured.scenario(t), t.kernel(), "torture", Tortured.verdict(t), t.operations(), -1, "");
  }

  /// Schedules are not drawn at random: a zero in n of them bounds no rate.
  private static String bound(StoryResult r) {
    boolean zero = r.violations() == 0 && r.verdict() != Verdict.MEASURED;
    return zero && !r.explored() && r.windowEntered() > 0 ? Words.bound(r.windowEntered()) : "";
  }
}

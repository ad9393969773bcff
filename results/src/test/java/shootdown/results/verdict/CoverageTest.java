package shootdown.results.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shootdown.results.host.Environment;
import shootdown.results.run.Entry;
import shootdown.results.run.ExplorationRecord;
import shootdown.results.run.ExplorationRecord.Reached;
import shootdown.results.run.Planned;
import shootdown.results.run.PlannedExploration;
import shootdown.results.run.Run;
import shootdown.results.run.RunEnded;
import shootdown.results.run.RunStarted;
import shootdown.results.run.StoryRecord;
import shootdown.results.story.StorySheet;

class CoverageTest {
  private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");
  private static final StorySheet SHEET =
      new StorySheet(
          "a.S",
          StorySheet.Kind.STORY,
          2,
          "?",
          "",
          List.of("S4"),
          List.of("seed", "A02", "A04"),
          "");

  /// A fault whose step nobody takes here.
  private static final String STRAY = "A02";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // kernel, memory, bound, exhausted, reached, trouble -> verdict, exit code
        "fixed | sc  |  2 | false | held, overlapped;held, apart   |      | HOLDS          |  0",
        "fixed | sc  |  2 | false | held, apart                    |      | NOT_REACHED    | 75",
        "fixed | tso |  1 | false | held, overlapped;S4 x, apart   |      | VIOLATED       |  1",
        "fixed | tso |  1 | false | held, overlapped;DEADLOCK      |      | VIOLATED       |  1",
        "fixed | tso |  1 | false | held, overlapped;LIVELOCK      |      | VIOLATED       |  1",
        "fixed | tso |  1 | false | INFRASTRUCTURE java.lang.Error |      | VIOLATED       |  1",
        "fixed | tso | -1 | false |                                | died | INFRASTRUCTURE | 75",
        "seed  | sc  |  1 | false | held, overlapped;S4 x, apart   |      | CONVICTED      |  0",
        "seed  | sc  |  1 | false | held, overlapped               |      | SURVIVED       |  1",
        "seed  | sc  |  0 | true  | held, overlapped               |      | SURVIVED       |  1",
        "seed  | sc  |  0 | false | held, overlapped               |      | TOO_FEW        |  0",
        "A04   | sc  |  1 | false | held, overlapped               |      | SURVIVED       |  1",
        "A02   | sc  |  1 | false | held, overlapped               |      | NOT_REACHED    | 75",
        "A04   | sc  |  1 | false | INFRASTRUCTURE java.lang.Error |      | INFRASTRUCTURE | 75",
      })
  void explorationsAreJudged(
      String kernel,
      String memory,
      int bound,
      boolean exhausted,
      @Nullable String reached,
      @Nullable String trouble,
      Verdict verdict,
      int exitCode) {
    Run run =
        run(
            planned(kernel, memory),
            record(kernel, memory, bound, exhausted, outcomes(reached), trouble));
    Judgement judgement = Judgement.of(List.of(run));
    assertEquals(verdict, judgement.results().getFirst().verdict());
    assertEquals(exitCode, Conclusion.of(List.of(run), judgement.results()).exitCode());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // memory, bound, exhausted -> label, verdict
        "tso | 2 | false | beyond the bound | HOLDS",
        "tso | 2 | true  | unexplained      | UNEXPLAINED",
        "sc  | 2 | true  | weak memory      | HOLDS",
        "sc  | 2 | false | beyond the bound | HOLDS",
      })
  void whatIsSampledAndNotReachableIsLabelled(
      String memory, int bound, boolean exhausted, String label, Verdict verdict) {
    Judgement judgement =
        Judgement.of(
            List.of(
                run(
                    new Planned("fixed", SHEET),
                    sampled("fixed", Map.of("held, overlapped", 5L, "held, apart", 1L)),
                    planned("fixed", memory),
                    record(
                        "fixed",
                        memory,
                        bound,
                        exhausted,
                        List.of("held", "held, overlapped"),
                        null))));
    assertEquals(
        List.of(
            new Coverage(
                "a.S",
                "fixed",
                memory,
                0,
                List.of("held", "held, overlapped"),
                List.of("held, apart", "held, overlapped"),
                6,
                exhausted,
                bound,
                List.of("held"),
                List.of("held, apart"),
                label)),
        judgement.coverage());
    assertEquals(verdict, judgement.results().getLast().verdict());
  }

  @Test
  void samplesOfAnotherKernelDoNotCount() {
    Judgement judgement =
        Judgement.of(
            List.of(
                run(
                    new Planned("seed", SHEET),
                    sampled("seed", Map.of("S4 x, apart", 5L)),
                    planned("fixed", "tso"),
                    record("fixed", "tso", 2, true, List.of("held, overlapped"), null))));
    Coverage coverage = judgement.coverage().getFirst();
    assertEquals(0, coverage.samples());
    assertEquals(List.of(), coverage.sampledNotReachable());
    assertEquals(Verdict.HOLDS, judgement.results().getLast().verdict());
  }

  @Test
  void whatEndsAtItsFirstViolationTellsNothingOfWhatCanBeReached() {
    List<String> outcomes = List.of("held, overlapped", "S4 x, apart");
    Run run =
        run(planned("seed", "sc"), record("seed", "sc", 0, false, outcomes, null, "(?:S4)\\b"));
    Judgement judgement = Judgement.of(List.of(run));
    assertEquals(List.of(), judgement.coverage());
    assertEquals(Verdict.CONVICTED, judgement.results().getFirst().verdict());
    Run full = run(record("seed", "sc", 2, true, outcomes, null));
    assertEquals(1, Judgement.of(List.of(run, full)).coverage().size(), "this one looked at all");
  }

  @Test
  void explorationsOfOneKindAddUpAcrossRuns() {
    Run small =
        run(
            planned("fixed", "sc"),
            record("fixed", "sc", 1, false, List.of("held, overlapped"), null));
    Run large =
        run(
            planned("fixed", "sc"),
            record("fixed", "sc", 2, true, List.of("held, apart", "held, overlapped"), null),
            planned("fixed", "tso"));
    List<StoryResult> results = Judgement.of(List.of(small, large)).results();
    assertEquals(2, results.size());
    ExplorationRecord sum = results.getFirst().exploration().orElseThrow();
    assertEquals(2, sum.bound());
    assertEquals(20, sum.executions());
    assertEquals(Map.of("held, apart", 1L, "held, overlapped", 2L), results.getFirst().outcomes());
    assertEquals(List.of("did not run"), results.getLast().troubles());
  }

  @Test
  void theSentenceSaysHowFar() {
    Run run =
        run(
            planned("fixed", "sc"),
            record("fixed", "sc", 2, true, List.of("held, overlapped"), null),
            planned("fixed", "tso"),
            record("fixed", "tso", 2, false, List.of("held, overlapped"), null));
    assertEquals(
        "2 explorations reach no violation in 20 schedules, 1 of them exhausted.",
        Conclusion.of(List.of(run), Judgement.of(List.of(run)).results()).sentence());
  }

  private static List<String> outcomes(@Nullable String reached) {
    return reached == null ? List.of() : Arrays.asList(reached.split(";"));
  }

  private static PlannedExploration planned(String kernel, String memory) {
    return new PlannedExploration(kernel, memory, 0, SHEET);
  }

  private static StoryRecord sampled(String kernel, Map<String, Long> outcomes) {
    return new StoryRecord(kernel, "a.S", "jcstress", 1, 1, outcomes, List.of(), "blob");
  }

  private static ExplorationRecord record(
      String kernel,
      String memory,
      int bound,
      boolean exhausted,
      List<String> outcomes,
      @Nullable String trouble) {
    return record(kernel, memory, bound, exhausted, outcomes, trouble, "");
  }

  private static ExplorationRecord record(
      String kernel,
      String memory,
      int bound,
      boolean exhausted,
      List<String> outcomes,
      @Nullable String trouble,
      String until) {
    return new ExplorationRecord(
        kernel,
        "a.S",
        ExplorationRecord.ENGINE,
        memory,
        "exhaustive",
        "continuations",
        bound,
        exhausted,
        10,
        1,
        100,
        STRAY.equals(kernel) ? 0 : 5,
        50,
        1.5,
        0,
        1,
        until,
        outcomes.stream().map(o -> new Reached(o, 1, 1, 1, "text", "", "")).toList(),
        trouble == null ? List.of() : List.of(trouble));
  }

  private static Run run(Entry... entries) {
    RunStarted started =
        new RunStarted(
            1, "r", "cmd", "fixed", NOON, new Environment(2, "on", "c", "o", "j", "abc", true));
    return new Run(
        Path.of("r"),
        started,
        Stream.concat(Arrays.stream(entries), Stream.of(new RunEnded(NOON, true, ""))).toList());
  }
}

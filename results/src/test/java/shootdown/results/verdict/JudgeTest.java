package shootdown.results.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shootdown.results.host.Environment;
import shootdown.results.run.Entry;
import shootdown.results.run.NotTried;
import shootdown.results.run.Planned;
import shootdown.results.run.Run;
import shootdown.results.run.RunEnded;
import shootdown.results.run.RunStarted;
import shootdown.results.run.StoryRecord;
import shootdown.results.story.StorySheet;

class JudgeTest {
  private static final int CORES = 2;

  @ParameterizedTest
  @CsvSource({
    // kernel, held overlapped, held apart, broken, trouble -> verdict
    "fixed,    10,  90,   0,  ,        HOLDS",
    "fixed,     0, 100,   0,  ,        NOT_REACHED",
    "fixed,    10,  90,   1,  ,        VIOLATED",
    "fixed,    10,  90,   1,  TIMEOUT, VIOLATED",
    "fixed,    10,  90,   0,  TIMEOUT, INFRASTRUCTURE",
    "fixed,     0,   0,   0,  ,        INFRASTRUCTURE",
    "seed,     10,  90,   1,  ,        CONVICTED",
    "seed,  99999,  90,   0,  ,        TOO_FEW",
    "seed, 100000,  90,   0,  ,        SURVIVED",
    "seed,      0, 100,   0,  ,        NOT_REACHED",
    "seed,     10,  90,   0,  TIMEOUT, INFRASTRUCTURE",
  })
  void verdicts(
      String kernel,
      long overlapped,
      long apart,
      long broken,
      @Nullable String trouble,
      Verdict expected) {
    StoryRecord record =
        record(
            kernel,
            Map.of("held, overlapped", overlapped, "held, apart", apart, "S4 torn, apart", broken),
            trouble == null ? List.of() : List.of(trouble));
    assertEquals(expected, judge(kernel, 2, StorySheet.Kind.STORY, List.of(record)).verdict());
  }

  @Test
  void aStoryThatNeedsMoreCoresWasNotScheduled() {
    assertEquals(
        Verdict.NOT_SCHEDULED, judge("fixed", 3, StorySheet.Kind.STORY, List.of()).verdict());
  }

  @Test
  void aStoryThatDidNotRunThoughItCouldHave() {
    StoryResult result = judge("fixed", 2, StorySheet.Kind.STORY, List.of());
    assertEquals(Verdict.INFRASTRUCTURE, result.verdict());
    assertEquals(List.of("did not run"), result.troubles());
  }

  @Test
  void aStoryThatWasCutOffWasNotTriedAndOneThatIsMissingDidNotRun() {
    Planned planned = new Planned("fixed", sheet(2, StorySheet.Kind.STORY));
    StoryResult cutOff = unheardOf(planned, new NotTried(planned));
    assertEquals(Verdict.NOT_TRIED, cutOff.verdict());
    assertEquals(List.of(), cutOff.troubles());
    assertEquals(Verdict.INFRASTRUCTURE, unheardOf(planned).verdict());
    StoryRecord seen = record("fixed", Map.of("held, overlapped", 3L), List.of());
    assertEquals(Verdict.HOLDS, unheardOf(planned, new NotTried(planned), seen).verdict());
  }

  /// What comes of these entries, in a run that was out of time.
  private static StoryResult unheardOf(Entry... entries) {
    Instant noon = Instant.parse("2026-08-01T12:00:00Z");
    Environment here = new Environment(CORES, "off", "CPU", "Linux", "JDK", "0123456789ab", false);
    RunStarted started = new RunStarted(1, "run", "campaign", "fixed", noon, here);
    List<Entry> all = new ArrayList<>(Arrays.asList(entries));
    all.add(new RunEnded(noon, false, RunEnded.OUT_OF_TIME));
    return Judge.judge(List.of(new Run(Path.of("results.jsonl"), started, all))).getFirst();
  }

  @Test
  void aControlIsMeasuredWhateverItCounts() {
    StoryRecord record = record("fixed", Map.of("1, 0", 7L), List.of());
    StoryResult result = judge("fixed", 2, StorySheet.Kind.CONTROL, List.of(record));
    assertEquals(Verdict.MEASURED, result.verdict());
    assertEquals(0, result.violations());
  }

  @Test
  void recordsOfOneStoryAddUp() {
    StoryRecord blob = record("fixed", Map.of("held, overlapped", 3L), List.of());
    StoryRecord salvaged =
        new StoryRecord(
            "fixed", "a.Story", "jcstress", 2, 1.5, blob.outcomes(), List.of(), "console");
    StoryResult result = judge("fixed", 2, StorySheet.Kind.STORY, List.of(blob, salvaged));
    assertEquals(6, result.windowEntered());
    assertEquals(6, result.forks());
    assertEquals(3.5, result.seconds());
    assertTrue(result.salvaged());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "held, overlapped                | held                | true  | true  | ''",
        "held, apart                     | held                | false | true  | ''",
        "S4 pinned, then gone, apart     | S4 pinned, then gone | false | false | S4",
        "L1 nobody answers, overlapped   | L1 nobody answers   | true  | false | L1",
        "who knows                       | who knows           | false | false | ''",
        "held                            | held                | false | true  | ''",
      })
  void outcomeKeys(String key, String said, boolean overlapped, boolean held, String invariant) {
    OutcomeKey parsed = OutcomeKey.parse(key);
    assertEquals(new OutcomeKey(said, overlapped), parsed);
    assertEquals(held, parsed.held());
    assertEquals(invariant, parsed.invariant());
  }

  private static StoryResult judge(
      String kernel, int actors, StorySheet.Kind kind, List<StoryRecord> records) {
    StorySheet sheet = sheet(actors, kind);
    return Judge.judge(new Planned(kernel, sheet), records, CORES, false);
  }

  private static StorySheet sheet(int actors, StorySheet.Kind kind) {
    return new StorySheet("a.Story", kind, actors, "?", "", List.of("S4"), List.of("seed"), "");
  }

  private static StoryRecord record(
      String kernel, Map<String, Long> outcomes, List<String> troubles) {
    return new StoryRecord(kernel, "a.Story", "jcstress", 4, 2, outcomes, troubles, "blob");
  }
}

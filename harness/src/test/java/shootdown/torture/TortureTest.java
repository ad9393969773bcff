package shootdown.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import shootdown.oracle.Verdict;

/// Whole runs, each of a counted number of operations: how long they take is the machine's
/// business.
@Timeout(300)
final class TortureTest {
  static final List<String> PRESETS = Scenario.PRESETS;
  private static final long FEW = 600;

  private static Settings settings(String scenario) {
    return Settings.standard()
        .scenario(Scenario.preset(scenario))
        .vcpus(4)
        .seed(11)
        .time(Duration.ofHours(1))
        .judgeEvery(Duration.ofMillis(50));
  }

  private static Ending run(Settings settings) {
    return new Torture(settings, Torture.Listener.DEAF).run();
  }

  private static Ending run(Class<?> kernel, String scenario, long operations) {
    return run(settings(scenario).kernel(kernel.getName()).operations(operations));
  }

  private static Scenario only(String... lines) {
    return Scenario.parse("scenario s\npurpose p\n" + String.join("\n", lines));
  }

  // --- what holds ---

  @ParameterizedTest
  @FieldSource("PRESETS")
  void theFixedKernelSurvives(String scenario) {
    Ending e = run(settings(scenario).operations(FEW));
    assertEquals("", e.report(), e.last());
    assertEquals(Verdict.HOLDS, e.verdict());
    assertTrue(e.total().operations() >= FEW, e.last());
    assertTrue(e.total().activity().getOrDefault("judged", 0L) >= 3, "two at the end, one after");
    assertTrue(e.last().endsWith(": SUCCESS"), e.last());
  }

  @ParameterizedTest
  @CsvSource({"1,up", "2,fixed", "33,fixed"})
  void onFewAndOnMany(int vcpus, String kernel) {
    Ending e = run(settings("mixed").vcpus(vcpus).kernel(kernel).operations(FEW));
    assertEquals("", e.report(), e.last());
    assertEquals(Verdict.HOLDS, e.verdict());
  }

  @ParameterizedTest
  @CsvSource({"2", "4"})
  void withOtherTables(int levels) {
    String mixed = Scenario.preset("mixed").text().replace("levels 3", "levels " + levels);
    Ending e = run(settings("mixed").scenario(Scenario.parse(mixed)).operations(FEW));
    assertEquals("", e.report(), e.last());
    assertEquals(Verdict.HOLDS, e.verdict());
  }

  @Test
  void oneLifeAfterTheOther() {
    Ending e = run(settings("boots").operations(3000));
    assertEquals(Verdict.HOLDS, e.verdict(), e.last());
    assertTrue(e.total().activity().getOrDefault("boots", 0L) >= 3, "at most 1200 in each");
  }

  @Test
  void withoutTheOracle() {
    Ending e = run(settings("mixed").judgeEvery(Duration.ZERO).operations(FEW));
    assertEquals(Verdict.HOLDS, e.verdict(), e.last());
    assertEquals(0, e.total().activity().get("judged"));
    assertTrue(e.last().contains(" judge=off "), e.last());
  }

  // --- what does not ---

  @ParameterizedTest
  @CsvSource({"seed,S4 S5 S9 S10 S13", "A01,S4", "A02,S4", "v2.6.24,S5 S6 S9 S10 S11", "v5.10,S10"})
  void whatIsBrokenIsConvicted(String kernel, String codes) {
    String scenario = kernel.startsWith("v") ? "flushes" : "exits";
    Ending e = run(settings(scenario).kernel(kernel).operations(20_000_000).untilKill(true));
    assertEquals(Verdict.VIOLATED, e.verdict(), e.last());
    assertTrue(Set.of(codes.split(" ")).contains(e.code()), e.last());
    assertTrue(e.last().endsWith(": FAILURE"), e.last());
    assertEquals(1, e.total().errors());
    assertFalse(e.report().contains("events kept"), "nobody looked again");
  }

  @Test
  void aFailureTellsItsStory() {
    Ending e = run(settings("exits").kernel("A01").operations(1_000_000));
    List<String> lines = e.report().lines().toList();
    assertEquals("VIOLATED " + e.message(), lines.getFirst());
    assertTrue(e.message().startsWith("S4: pinned bit cleared while "), e.message());
    assertTrue(lines.get(1).contains("boot 1; kernel=A01 vcpus=4 seed=11 scenario=exits "));
    assertTrue(e.report().contains("\n  vcpu3: "), e.report());
    assertTrue(e.report().contains("Run again with events kept, after "), e.report());
    assertTrue(e.report().contains("| vcpu1"), e.report());
    assertTrue(e.report().contains("<=="), e.report());
    assertTrue(
        e.report()
            .contains(
                "Run it again: torture --kernel A01 --vcpus 4 --seed 11 --scenario exits --for"
                    + " 3600s --ops 1000000 --judge 50ms\n"),
        e.report());
  }

  @Test
  void whoKeepsEventsNeedsNoSecondRun() {
    Ending e = run(settings("exits").kernel("A01").traceEvents(4096).operations(1_000_000));
    assertTrue(e.report().contains("The last events:\n"), e.report());
    assertTrue(e.report().contains("BREACH S4"), e.report());
  }

  @Test
  void aRuleThatTheFaultIsNotToldOfIsTheBasesOwn() {
    Ending e =
        run(
            settings("exits")
                .kernel("A02")
                .scenario(only("call 1", "cpu-down 1", "cpu-up 2"))
                .operations(1_000_000));
    assertEquals("L1", e.code(), e.last());
    assertTrue(e.last().contains(" (A02 is told to break S4, S5): FAILURE"), e.last());
  }

  @Test
  void aLeakIsFoundAtTheEnd() {
    Ending e = run(BrokenKernels.Leaky.class, "exits", 400);
    assertEquals("LEAK", e.code(), e.last());
    assertTrue(
        e.message()
            .matches("LEAK: not all is as it was at boot: frames=\\d+ mms=0 init_mm=0 tasks=0"),
        e.message());
  }

  @Test
  void aCallThatNobodyHearsIsAStall() {
    Ending e = run(BrokenKernels.Mute.class, "exits", 1_000_000);
    assertEquals("L1", e.code(), e.last());
  }

  @Test
  void aStopThatStopsNobodyIsFoundAtTheEnd() {
    Ending e = run(BrokenKernels.Lenient.class, "exits", 400);
    assertEquals("S20", e.code(), e.last());
  }

  @Test
  void anOperationThatLeavesPreemptionOffIsFoundWhenItIsThrough() {
    Ending e = run(BrokenKernels.Unbalanced.class, "exits", 1_000_000);
    assertEquals("S7", e.code(), e.last());
  }

  @Test
  void theSlowestOperationsAreTold() {
    Ending e = run(settings("exits").operations(FEW));
    assertTrue(e.slowest().matches("[a-z-]+ [\\d.]+ us \\(\\d+ %\\), .*"), e.slowest());
  }

  @Test
  void whatIsWrongAtRestIsFoundByTheOracle() {
    Ending e =
        run(
            settings("boots")
                .kernel(BrokenKernels.Forgetful.class.getName())
                .scenario(only("fork 1", "vmalloc 1", "life 40"))
                .operations(1_000_000));
    assertEquals("S21", e.code(), e.last());
  }

  @Test
  void anExceptionIsNobodysViolation() {
    Ending e = run(BrokenKernels.Clumsy.class, "exits", 1_000_000);
    assertEquals(Verdict.INFRASTRUCTURE, e.verdict(), e.last());
    assertTrue(
        e.message()
            .matches("vcpu\\d fell: .*UnsupportedOperationException: as planned at shootdown.*"),
        e.message());
  }

  @Test
  void aRunInWhichSomethingNeverHappensHasFailed() {
    Ending e = run(settings("mixed").scenario(only("kmap 1", "switch 1")).operations(1000));
    assertEquals(Verdict.NOT_REACHED, e.verdict());
    assertEquals("operation switch never found anything to do", e.message());
    assertTrue(e.last().endsWith("never found anything to do: FAILURE"), e.last());
  }

  /// All went well, and nothing was put to the test.
  @Test
  void aRunThatNeverComesWhereItShouldHasFailed() {
    Ending e =
        run(
            settings("mixed")
                .kernel(BrokenKernels.Restless.class.getName())
                .scenario(only("idle 2", "fork 1", "exit 1"))
                .operations(2000));
    assertEquals(Verdict.NOT_REACHED, e.verdict(), e.last());
    assertTrue(
        e.message()
            .matches(
                "no vCPUs that went to sleep in \\d+ operations idle: L4 was never put to the"
                    + " test"),
        e.message());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fixed", "up"})
  void oneVcpuIsNotAskedForWhatTakesTwo(String kernel) {
    Ending e = run(settings("mixed").kernel(kernel).vcpus(1).operations(40_000));
    assertEquals(Verdict.HOLDS, e.verdict(), e.last());
  }

  /// Whoever else there is was never brought up.
  @Test
  void norIsOneThatStaysAlone() {
    Scenario alone = only("call 1", "idle 1", "cpu-down 1", "fork 1", "exit 1", "late yes");
    Ending e = run(settings("mixed").vcpus(2).scenario(alone).operations(4000));
    assertEquals(Verdict.HOLDS, e.verdict(), e.last());
  }

  @Test
  void aRunThatHardlyFindsAnythingToDoHasFailed() {
    Ending e = run(settings("mixed").vcpus(2).scenario(only("fork 10")).operations(100_000));
    assertEquals(Verdict.NOT_REACHED, e.verdict(), e.last());
    assertTrue(e.message().matches("only \\d+ of 1\\d+ operations found .*"), e.message());
    assertFalse(e.report().contains("The last events"), e.report());
  }

  /// The window of S4, for one: an exit that had to ask.
  @Test
  void exitsAskOthers() {
    Ending e = run(settings("exits").operations(20_000));
    assertTrue(e.total().windows().getOrDefault("S4", 0L) > 0, e.total().windows()::toString);
  }

  @Test
  void batchesEndForEveryReasonThatThereIs() {
    Map<String, Long> activity = run(settings("split").operations(4000)).total().activity();
    for (String why : List.of("out_of_entries", "out_of_words", "by_mode", "by_issue")) {
      assertTrue(activity.getOrDefault(why, 0L) > 0, why + " " + activity);
    }
    assertEquals(0, activity.get("out_of_callbacks"), "there are as many as entries");
  }

  // --- how it is told, and stopped ---

  @Test
  void everyVcpuHasAColumn() {
    Ending e = run(settings("exits").kernel("A01").vcpus(8).operations(1_000_000).untilKill(true));
    List<String> headers =
        e.report().lines().filter(l -> l.matches("vcpu\\d+ +\\| vcpu\\d+.*")).toList();
    assertEquals(2, headers.size(), "six abreast, and two");
    Set<String> all = new TreeSet<>();
    headers.forEach(l -> all.addAll(List.of(l.strip().split(" +[|] "))));
    assertEquals(8, all.size(), all::toString);
    assertTrue(e.report().contains("BREACH S4"), e.report());
  }

  @Test
  void aScenarioOfOnesOwnStandsInTheLinesWhole() {
    assertEquals("exits", Scenario.preset("exits").describe());
    Scenario mine = only("fork 1", "exit 2", "life 9");
    assertEquals(
        "s{fork 1, exit 2, levels 3, highmem no, split-locks no, late no, batch 8, words 0, life 9,"
            + " yields 64, walks 16}",
        mine.describe());
    Scenario changed = Scenario.parse(Scenario.preset("exits").text().replace("fork 10", "fork 7"));
    assertTrue(changed.describe().startsWith("exits{fork 7, "), changed.describe());
  }

  @Test
  void theFirstLineAndTheLastCarryAllParameters() {
    var told = new ArrayList<String>();
    Settings settings = settings("exits").operations(50).time(Duration.ofMillis(90_500));
    var listener =
        new Torture.Listener() {
          @Override
          public void began(String line) {
            told.add(line);
          }

          @Override
          public void stands(Statistics statistics) {
            told.add(statistics.line());
          }
        };
    Ending e = new Torture(settings, listener).run();
    String all =
        "torture: kernel=fixed vcpus=4 seed=11 scenario=exits for=90500ms ops=50"
            + " until-kill=no judge=50ms statistics=5s trace=0 jfr=off";
    assertEquals(all, told.getFirst());
    assertTrue(e.last().startsWith(all + ": "), e.last());
  }

  /// Also: the statistics line.
  @Test
  void whoIsStoppedComesToAnOrderlyEnd() {
    var torture = new AtomicReference<Torture>();
    var lines = new ArrayList<String>();
    Settings often = settings("mixed").statisticsEvery(Duration.ofMillis(1));
    torture.set(
        new Torture(
            often,
            new Torture.Listener() {
              @Override
              public void began(String line) {}

              @Override
              public void stands(Statistics s) {
                lines.add(s.line());
                if (s.operations() > 0) {
                  torture.get().stopVolatile();
                }
              }
            }));
    Ending e = torture.get().run();
    assertTrue(e.interrupted());
    assertEquals(Verdict.HOLDS, e.verdict(), e.last());
    assertTrue(e.last().contains(", stopped before its time: SUCCESS"), e.last());
    assertTrue(
        lines
            .getFirst()
            .matches(
                "torture: [\\d.]+ s, \\d+ operations, \\d+/s, \\d+ s left; played=\\d+ pins=\\d+ .*"
                    + " errors=0"),
        lines.getFirst());
  }

  /// Looking for it once more takes a minute, cutting it down half of one: who is asked to stop
  /// meanwhile has said what he found.
  @Test
  void whatBrokeIsSaidBeforeItIsLookedForOnceMore() {
    var torture = new AtomicReference<Torture>();
    var soFar = new ArrayList<Ending>();
    torture.set(
        new Torture(
            settings("exits").kernel("A01").operations(Settings.ENDLESS),
            new Torture.Listener() {
              @Override
              public void began(String line) {}

              @Override
              public void stands(Statistics s) {}

              @Override
              public void broke(Ending e) {
                soFar.add(e);
                torture.get().stopVolatile();
              }
            }));
    Ending e = torture.get().run();
    assertEquals(1, soFar.size());
    assertEquals("S4", soFar.getFirst().code());
    assertFalse(soFar.getFirst().interrupted());
    assertTrue(soFar.getFirst().report().contains("Run it again: torture "), e.report());
    assertEquals("S4", e.code());
    assertFalse(e.report().contains("events kept"), e.report());
    Excerpted cut = torture.get().cut(Duration.ofMinutes(10)).orElseThrow();
    assertTrue(cut.report().contains("in 0 schedules"), cut.report());
  }

  @ParameterizedTest
  @CsvSource({
    "0,1,0,vcpus must be from 1 to 64: 0",
    "65,1,0,vcpus must be from 1 to 64: 65",
    "4,0,0,ops must be above zero: 0",
    "4,1,3,'trace must be a power of two, or 0: 3'"
  })
  void whatMakesNoSenseIsRefused(int vcpus, long operations, int trace, String message) {
    Settings s = settings("mixed");
    var e =
        assertThrows(
            IllegalArgumentException.class,
            () -> s.vcpus(vcpus).operations(operations).traceEvents(trace));
    assertEquals(message, e.getMessage());
  }
}

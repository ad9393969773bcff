package shootdown.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Scenarios, the mixes in them, and the streams of steps that are drawn from those.
final class ScenarioTest {
  static final List<String> PRESETS = Scenario.PRESETS;

  @ParameterizedTest
  @FieldSource("PRESETS")
  void oursAreCalledAsTheyAreAndSayWhatTheyAreFor(String name) {
    Scenario scenario = Scenario.preset(name);
    assertEquals(name, scenario.name());
    assertFalse(scenario.purpose().isBlank());
    assertEquals(scenario.text(), Scenario.parse(scenario.text()).text(), "reads back");
  }

  @Test
  void thereIsAnOperationForEachAtLeastOnce() {
    for (Operation o : Operation.values()) {
      assertFalse(PRESETS.stream().map(Scenario::preset).noneMatch(s -> s.mix().has(o)), o.word());
      assertEquals(o, Operation.named(o.word()).orElseThrow());
      assertFalse(o.what().isBlank());
    }
  }

  @Test
  void anUnknownPresetIsNamed() {
    var e = assertThrows(IllegalArgumentException.class, () -> Scenario.preset("none"));
    assertEquals("no scenario 'none': there are " + PRESETS, e.getMessage());
  }

  @Test
  void aUsersScenarioIsAFewLines() {
    Scenario mine =
        Scenario.parse(
            """
            # mine
            scenario mine
            purpose  to see it read   # and this is not

            fork 2
            failed-exec 1
            levels 4
            highmem yes
            split-locks no
            batch 5
            life 100
            yields 0
            walks 7
            """);
    assertEquals("to see it read", mine.purpose());
    assertEquals("fork=2 failed-exec=1", mine.mix().toString());
    assertEquals(4, mine.geometry().levels());
    assertEquals(
        List.of(true, false, 5, 100, 0, 7),
        List.of(
            mine.highmem(),
            mine.splitLocks(),
            mine.batch(),
            mine.life(),
            mine.yields(),
            mine.walks()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kfork 1|line 3: unknown word 'kfork'; with k there are kthread, kmap, kmap-flush",
        "zzz 1|line 3: unknown word 'zzz'",
        "fork|line 3: 'fork' needs a value",
        "fork many|line 3: fork must be from 0 to 1000000: 'many'",
        "fork -1|line 3: fork must be from 0 to 1000000: '-1'",
        "fork 99999999999|line 3: fork must be from 0 to 1000000: '99999999999'",
        "levels 5|line 3: levels must be from 2 to 4: '5'",
        "batch 1|line 3: batch must be from 2 to 1024: '1'",
        "batch 1025|line 3: batch must be from 2 to 1024: '1025'",
        "words 1|line 3: words must be from 2 to 8192: '1'",
        "highmem maybe|line 3: highmem must be yes or no: 'maybe'",
        "purpose again|line 3: 'purpose' is there twice",
        "fork 0|line 4: no operation has a weight above zero"
      })
  void whatIsWrongIsToldWithItsLine(String third, String message) {
    String text = "scenario s\npurpose p\n" + third + "\n";
    var e = assertThrows(IllegalArgumentException.class, () -> Scenario.parse(text));
    assertEquals(message, e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fork 1", "levels 3", "yields 0", "highmem no"})
  void nothingIsSaidTwice(String entry) {
    String text = "scenario s\npurpose p\n" + entry + "\nexit 1\n" + entry + "\n";
    var e = assertThrows(IllegalArgumentException.class, () -> Scenario.parse(text));
    assertEquals(
        "line 5: '" + entry.substring(0, entry.indexOf(" ")) + "' is there twice", e.getMessage());
  }

  @Test
  void whatIsMissingIsToldAtTheEnd() {
    var e = assertThrows(IllegalArgumentException.class, () -> Scenario.parse("fork 1\n"));
    assertEquals("line 2: the line 'scenario …' is missing", e.getMessage());
  }

  @Test
  void aMixDrawsByWeight() {
    var mix = new Mix(Map.of(Operation.FORK, 1, Operation.EXIT, 3, Operation.MAP, 0));
    var random = new SplittableRandom(1);
    var drawn = new EnumMap<Operation, Integer>(Operation.class);
    for (int i = 0; i < 4000; i++) {
      drawn.merge(mix.draw(random), 1, Integer::sum);
    }
    assertEquals(Set.of(Operation.FORK, Operation.EXIT), drawn.keySet());
    assertEquals(
        3.0,
        drawn.getOrDefault(Operation.EXIT, 0) / (double) drawn.getOrDefault(Operation.FORK, 1),
        0.3);
    assertEquals(0.25, mix.share(Operation.FORK));
    var e = assertThrows(IllegalArgumentException.class, () -> new Mix(Map.of(Operation.FORK, -1)));
    assertEquals("a weight must not be negative: fork=-1", e.getMessage());
  }

  @Test
  void stepsAreAFunctionOfSeedLifeAndVcpu() {
    assertEquals(steps(1, 0, 0), steps(1, 0, 0));
    assertFalse(steps(1, 0, 0).equals(steps(2, 0, 0)));
    assertFalse(steps(1, 0, 0).equals(steps(1, 1, 0)));
    assertFalse(steps(1, 0, 0).equals(steps(1, 0, 1)));
    long step = Steps.of(Operation.USE_MM, -2);
    assertEquals(Operation.USE_MM, Steps.operation(step));
    assertEquals(-2, Steps.bits(step));
    assertEquals("use-mm:fffffffe", Steps.describe(step));
  }

  private static List<Long> steps(long seed, int life, int vcpu) {
    Steps steps = Steps.drawn(Scenario.preset("mixed").mix(), seed, life, vcpu);
    return LongStream.generate(steps::next).limit(50).boxed().toList();
  }
}

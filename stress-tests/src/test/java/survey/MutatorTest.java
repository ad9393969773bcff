package survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Each mutant does what it is called, and none does anything while it is off.
final class MutatorTest {
  private static final String RIGHT = "ab more 2 2 yes";

  private final Mutator mutator = new Mutator(MutatorTest.class.getClassLoader(), "survey/");
  private Supplier<?> sample = () -> "";

  @BeforeEach
  void load() throws IOException, ReflectiveOperationException {
    byte[] mutated;
    try (InputStream in = Sample.class.getResourceAsStream("Sample.class")) {
      mutated = mutator.mutate(Objects.requireNonNull(in).readAllBytes());
    }
    var loader =
        new ClassLoader(Sample.class.getClassLoader()) {
          Class<?> sample() {
            return defineClass("survey.Sample", mutated, 0, mutated.length);
          }
        };
    sample = (Supplier<?>) loader.sample().getConstructor().newInstance();
  }

  @AfterEach
  void turnOff() {
    int[] _ = Switch.count(0);
  }

  @Test
  void noneIsOnWhileTheyAreCounted() {
    int[] met = Switch.count(mutator.mutants().size());
    assertEquals(RIGHT, sample.get());
    for (Mutant mutant : mutator.mutants()) {
      assertTrue(met[mutant.number()] > 0, mutant::toString);
    }
  }

  /// What is not here makes no difference to what is played.
  @Test
  void eachDoesWhatItIsCalled() {
    Map<String, String> played = new TreeMap<>();
    for (Mutant mutant : mutator.mutants()) {
      Switch.turn(mutant.number());
      String outcome = String.valueOf(sample.get());
      if (!outcome.equals(RIGHT) && !mutant.method().endsWith(".get")) {
        String step = mutant.method().replace("survey/Sample.", "");
        played.merge(step + " " + mutant.what(), outcome, (one, other) -> one + ", " + other);
      }
    }
    assertEquals(
        Map.of(
            "two swap say, say", "ba more 2 2 yes",
            "two skip say", "b more 2 2 yes, a more 2 2 yes",
            "branch negate ifle", "ab less 2 2 yes",
            "keep forget kept", "ab more 1 2 yes",
            "minus parameter 0 is 1", "ab more 2 0 yes",
            "minus parameter 1 is 0", "ab more 2 0 yes",
            "ask skip testAndSet as false", "ab more 2 2 no",
            "ask deny testAndSet", "ab more 2 2 no",
            "ask negate ifeq", "ab more 2 2 no"),
        played);
  }

  @Test
  void whoseTimeIsOverIsThrownOut() {
    Switch.turn(Switch.OVER);
    assertThrows(Switch.TimeIsOver.class, sample::get);
  }
}

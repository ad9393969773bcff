package shootdown.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import shootdown.trace.Breach;

/// A check that never failed is not yet a check.
final class InvariantTest {

  @ParameterizedTest
  @EnumSource
  void acceptsTheHealthyState(Invariant invariant) {
    assertEquals(List.of(), invariant.judge(Healthy.state().build()));
  }

  @ParameterizedTest
  @MethodSource("badStates")
  void convictsTheBadState(BadState bad) {
    assertEquals(
        bad.messages(),
        bad.breaks().judge(bad.snapshot()).stream().map(Violation::message).toList());
  }

  @ParameterizedTest
  @MethodSource("badStates")
  void convictsItOfNothingElse(BadState bad) {
    Set<Invariant> expected = EnumSet.of(bad.breaks());
    expected.addAll(bad.alsoBreaks());
    Set<Invariant> broken =
        Oracle.judge(bad.snapshot()).stream()
            .map(Violation::invariant)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Invariant.class)));
    assertEquals(expected, broken);
  }

  @ParameterizedTest
  @EnumSource
  void hasABadState(Invariant invariant) {
    assertTrue(BadStates.all().anyMatch(bad -> bad.breaks() == invariant), invariant.name());
  }

  @ParameterizedTest
  @EnumSource
  void isASentenceWithASource(Invariant invariant) {
    assertTrue(invariant.statement().matches("[A-Z].*\\."), invariant.statement());
    assertTrue(invariant.source().matches("(?s)[a-z0-9/_.-]+\\.[ch]: \\w.*"), invariant.source());
  }

  @Test
  void isBrokenByEveryBreachOfItsCode() {
    List<Breach> claimed =
        Arrays.stream(Invariant.values())
            .flatMap(invariant -> invariant.breaches().stream())
            .toList();
    assertEquals(Set.of(Breach.values()), Set.copyOf(claimed));
  }

  @Test
  void isSafetyBeforeLiveness() {
    assertTrue(Invariant.S22.isSafety());
    assertFalse(Invariant.L1.isSafety());
  }

  static Stream<BadState> badStates() {
    return BadStates.all();
  }
}

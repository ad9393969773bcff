package shootdown.results.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shootdown.results.run.Interval;

class BootstrapTest {
  private static final List<List<Double>> STEADY =
      List.of(List.of(10.0, 10.1, 9.9), List.of(10.0, 10.2, 9.8), List.of(10.1, 10.0, 9.9));

  @Test
  void constantsHaveNoWidth() {
    assertEquals(Interval.exactly(7), new Bootstrap().of(List.of(List.of(7.0, 7.0), List.of(7.0))));
  }

  @Test
  void theSameDataGivesTheSameInterval() {
    assertEquals(new Bootstrap().of(STEADY), new Bootstrap().of(STEADY));
  }

  /// Two forks that disagree: resampling forks must see both extremes, however many iterations each
  /// of them has.
  @Test
  void theForkIsTheUnit() {
    List<List<Double>> forks =
        List.of(Collections.nCopies(1000, 100.0), Collections.nCopies(1000, 200.0));
    assertEquals(new Interval(150, 100, 200), new Bootstrap().of(forks));
  }

  @Test
  void theMedianIgnoresOneBadIterationInEach() {
    List<List<Double>> forks =
        List.of(
            List.of(10.0, 10.0, 9_000.0), List.of(10.0, 10.0, 9_000.0), List.of(10.0, 10.0, 10.0));
    assertEquals(10, new Bootstrap().of(forks).point());
  }

  @Test
  void theRatioOfAThingToItselfIsEqual() {
    Interval ratio = new Bootstrap().ratio(STEADY, STEADY);
    assertEquals(1, ratio.point());
    assertEquals(Comparison.EQUAL, Comparison.ofCost(ratio));
    assertTrue(ratio.low() < 1 && ratio.high() > 1);
  }

  @ParameterizedTest
  @CsvSource({
    "0.50, 0.90, FASTER",
    "0.90, 0.95, NOT_RESOLVED",
    "0.95, 1.05, EQUAL",
    "0.99, 1.06, NOT_RESOLVED",
    "1.05, 1.20, NOT_RESOLVED",
    "1.06, 1.20, SLOWER",
    "0.50, 2.00, NOT_RESOLVED",
  })
  void words(double low, double high, Comparison word) {
    assertEquals(word, Comparison.ofCost(new Interval((low + high) / 2, low, high)));
  }
}

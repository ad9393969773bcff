package shootdown.results.hunt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EffortTest {
  @ParameterizedTest
  @CsvSource({"40, 2", "60, 5", "120, 10", "150, 3", "360, 15", "3600, 20", "3600, 1", "36000, 7"})
  void spendsTheBudgetAndNoMore(double seconds, int tests) {
    Effort effort = Effort.within(seconds, tests, Prices.TYPICAL);
    double planned = Prices.TYPICAL.seconds(tests, effort);
    assertTrue(planned <= seconds + 0.5, effort + " takes " + planned);
    assertTrue(planned >= seconds * 0.9, effort + " takes only " + planned);
  }

  @Test
  void neverTriesLessThanTheLeast() {
    assertEquals(Effort.LEAST, Effort.within(1, 50, Prices.TYPICAL));
  }

  @Test
  void longBudgetsBuyForks() {
    assertTrue(Effort.within(3600, 5, Prices.TYPICAL).forks() > 10);
    assertEquals(1, Effort.within(60, 5, Prices.TYPICAL).forks());
  }

  @Test
  void pricesFollowWhatWasMeasured() {
    Effort effort = new Effort(1000, 1, 1);
    Prices learnt = Prices.TYPICAL.learn(10, effort, 11 + 60 * 1.5, 60);
    assertEquals(new Prices(11, 0.5, 6), learnt);
    assertEquals(Prices.TYPICAL, Prices.TYPICAL.learn(10, effort, 20, 0));
  }
}

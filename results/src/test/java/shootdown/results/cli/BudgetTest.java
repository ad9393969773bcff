package shootdown.results.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shootdown.results.cli.Budget.Phase;
import shootdown.results.run.CommandText;

class BudgetTest {
  @ParameterizedTest
  @CsvSource({
    // total, least of each -> given to each
    "600,  40, 30, 20, 30,  240, 120, 120, 120",
    "600,  40, 30, 150, 30,  225, 112.5, 150, 112.5",
    "120,  53,  8, 33, 20,  53, 14, 33, 20",
    "600,  40,  0,  0, 30,  400, 0, 0, 200",
    "600,   0,  0,  0, 30,    0, 0, 0, 600",
    "600,  40, 30, 20,  0,  300, 150, 150, 0",
  })
  void eachPhaseGetsItsShareButNeverLessThanItsLeast(
      long total,
      double a,
      double b,
      double c,
      double d,
      double hunt,
      double explore,
      double trial,
      double bench) {
    Budget budget = split(Duration.ofSeconds(total), a, b, c, d);
    assertTrue(budget.enough());
    assertEquals(List.of(hunt, explore, trial, bench), seconds(budget));
  }

  @Test
  void tooLittleIsSharedOutAndSaidSo() {
    Budget budget = split(Duration.ofSeconds(60), 60, 0, 30, 30);
    assertFalse(budget.enough());
    assertEquals(List.of(30.0, 0.0, 15.0, 15.0), seconds(budget));
  }

  @Test
  void whoWantsLittleGetsItHoweverMuchTheOthersWant() {
    Budget budget = split(Duration.ofSeconds(100), 400, 300, 300, 4);
    assertEquals(List.of(48.0, 24.0, 24.0, 4.0), seconds(budget));
  }

  @Test
  void whoCannotEvenBeginIsLeftOutForTheOthers() {
    Budget budget =
        Budget.split(
            Duration.ofSeconds(60),
            List.of(
                new Phase(0.4, 126, 14),
                new Phase(0.2, 90, 2),
                new Phase(0.2, 110, 14), // would get 12
                new Phase(0.2, 40, 5)));
    assertFalse(budget.enough());
    assertEquals(List.of(30.0, 15.0, 0.0, 15.0), seconds(budget));
  }

  private static Budget split(Duration total, double a, double b, double c, double d) {
    return Budget.split(
        total, List.of(new Phase(0.4, a), new Phase(0.2, b), new Phase(0.2, c), new Phase(0.2, d)));
  }

  private static List<Double> seconds(Budget budget) {
    return budget.given().stream().map(given -> given.toMillis() / 1000.0).toList();
  }

  @Test
  void timesAsPeopleWriteThem() {
    BudgetConverter converter = new BudgetConverter();
    assertEquals(Duration.ofSeconds(90), converter.convert("90s"));
    assertEquals(Duration.ofMinutes(10), converter.convert("10m"));
    assertEquals(Duration.ofMinutes(90), converter.convert("1h30m"));
  }

  @Test
  void theLineToTypeAgainIsQuoted() {
    assertEquals(
        "java -jar results/target/shootdown.jar hunt -t 'A|B' --kernel seed",
        CommandText.of("hunt", "-t", "A|B", "--kernel", "seed").line());
    assertEquals(
        "java -jar results/target/shootdown.jar hunt -t 'it'\\''s'",
        CommandText.of("hunt", "-t", "it's").line());
  }
}

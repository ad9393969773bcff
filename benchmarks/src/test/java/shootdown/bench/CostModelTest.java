package shootdown.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class CostModelTest {
  private static final double[] ENTRIES = {1, 0.5, 0.25, 0.125, 1.0 / 32, 1.0 / 512};

  private static double[] cost(double e, double w) {
    double[] cost = new double[ENTRIES.length];
    for (int i = 0; i < cost.length; i++) {
      cost[i] = e * ENTRIES[i] + w;
    }
    return cost;
  }

  @Test
  void findsWhatTheCostsWereMadeOf() {
    CostModel model = CostModel.fit(ENTRIES, cost(171, 3.6));

    assertEquals(171, model.e(), 1e-9);
    assertEquals(3.6, model.w(), 1e-9);
    assertEquals(0, model.misfit(), 1e-9);
    assertEquals(47.5, model.n50(), 1e-9);
    assertEquals(427.5, model.n90(), 1e-9);
    assertEquals(48.5, model.ceiling(), 1e-9);
  }

  /// The cost per page that is left at n50 is twice the work, at n90 a ninth above it.
  @Test
  void n50AndN90AreWhereTheGateIsAsDearAsTheWorkAndANinthOfIt() {
    CostModel model = CostModel.fit(ENTRIES, cost(250, 25));

    assertEquals(2 * 25, 250 / model.n50() + 25, 1e-9);
    assertEquals(25 * 10 / 9.0, 250 / model.n90() + 25, 1e-9);
  }

  @Test
  void oneLaneThatDoesNotFitIsTheMisfit() {
    double[] cost = cost(171, 16);
    cost[4] *= 1.5;
    CostModel model = CostModel.fit(ENTRIES, cost);

    assertTrue(model.misfit() > 0.15 && model.misfit() < 0.5, "misfit=" + model.misfit());
  }

  @Test
  void aCheapLaneCountsAsMuchAsADearOne() {
    double[] cost = cost(1_000, 10);
    cost[0] *= 1.02;
    CostModel model = CostModel.fit(ENTRIES, cost);

    assertEquals(10, model.w(), 0.5);
  }
}

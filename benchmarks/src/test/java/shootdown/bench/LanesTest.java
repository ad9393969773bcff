package shootdown.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LanesTest {
  @Test
  void aRatioIsTakenWithinARoundNotOfMedians() {
    var lanes = new Lanes(2);
    lanes.record(new double[] {10, 5});
    lanes.record(new double[] {20, 10});
    lanes.record(new double[] {2, 100});

    assertEquals(10, lanes.cost(0));
    assertEquals(10, lanes.cost(1));
    assertEquals(2, lanes.ratio(0, 1));
  }

  @Test
  void whatWasForgottenDoesNotCount() {
    var lanes = new Lanes(1);
    lanes.record(new double[] {7});
    lanes.forget();

    assertTrue(Double.isNaN(lanes.cost(0)));
    assertTrue(Double.isNaN(lanes.placement()));
    assertEquals(0, lanes.rounds());
  }

  @Test
  void placementIsTheCommonestOfTheRounds() {
    var lanes = new Lanes(2, 0, 1);
    lanes.record(new double[] {33, 55}); // siblings
    lanes.record(new double[] {75, 70}); // same L3
    lanes.record(new double[] {75, 124});
    lanes.record(new double[] {489, 500}); // far

    assertEquals(2, lanes.placement());
  }

  @Test
  void onlyRoundsOfTheCommonestPlacementCount() {
    var lanes = new Lanes(3, 0, 1);
    lanes.record(new double[] {75, 70, 10});
    lanes.record(new double[] {489, 500, 90});
    lanes.record(new double[] {76, 71, 12});

    assertEquals(11, lanes.cost(2));
    assertEquals(11, lanes.mean(2));
    assertEquals(2, lanes.rounds());
    assertEquals(2 / 3.0, lanes.share());
  }

  @Test
  void aLongWaitIsInTheMeanAndNotInTheMedian() {
    var lanes = new Lanes(1);
    lanes.record(new double[] {1});
    lanes.record(new double[] {1});
    lanes.record(new double[] {100});

    assertEquals(1, lanes.cost(0));
    assertEquals(34, lanes.mean(0));
  }

  @Test
  void siblingsAreToldByOneWordOrByTwo() {
    assertEquals(Placement.SMT_SIBLINGS, Placement.of(33, 55));
    assertEquals(Placement.SMT_SIBLINGS, Placement.of(58, 122));
    assertEquals(Placement.SAME_L3, Placement.of(70, 115));
    assertEquals(Placement.FAR, Placement.of(374, 349));
  }

  @Test
  void gainsAreAgainstTheFirstLane() {
    var lanes = new Lanes(4);
    var times = new BatchTimes(lanes, 1, new double[] {1, 0.5});
    lanes.record(new double[] {7, 100, 105, 60});
    lanes.record(new double[] {7, 200, 210, 100});
    lanes.record(new double[] {7, 100, 100, 50});

    assertEquals(100, times.cost(0));
    assertEquals(2, times.gain(2));
    assertTrue(Double.isNaN(BatchTimes.NONE.cost(3)));
    assertTrue(Double.isNaN(BatchTimes.NONE.model().misfit()));
  }
}

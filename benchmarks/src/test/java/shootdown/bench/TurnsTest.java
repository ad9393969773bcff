package shootdown.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Every lane comes once a round, and after any other about as often.
final class TurnsTest {
  private static final int LANES = 5;
  private static final int ROUNDS = 4_000;

  @Test
  void whoeverComesBeforeAnotherDoesSoNoMoreOftenThanTheRest() {
    var turns = new Turns(LANES);
    int[][] follows = new int[LANES][LANES];
    for (int round = 0; round < ROUNDS; round++) {
      int[] order = turns.next();
      assertEquals(
          IntStream.range(0, LANES).boxed().toList(),
          Arrays.stream(order).sorted().boxed().toList());
      for (int i = 1; i < LANES; i++) {
        follows[order[i - 1]][order[i]]++;
      }
    }
    double each = ROUNDS * (LANES - 1.0) / (LANES * (LANES - 1.0));
    for (int a = 0; a < LANES; a++) {
      for (int b = 0; b < LANES; b++) {
        double n = follows[a][b];
        assertTrue(a == b ? n == 0 : n > 0.8 * each && n < 1.2 * each, a + " then " + b + ": " + n);
      }
    }
  }

  @Test
  void theSameEachTime() {
    assertEquals(
        Arrays.toString(new Turns(LANES).next()), Arrays.toString(new Turns(LANES).next()));
  }
}

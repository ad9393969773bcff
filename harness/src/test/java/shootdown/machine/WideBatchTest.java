package shootdown.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import shootdown.mm.Geometry;

/// A batch far larger than Linux's, as the benchmarks use it.
class WideBatchTest {
  private static final int L1_PAGES = 300;

  /// Each pte page takes two entries, one of them with words in the argument buffer: more pairs of
  /// words than a byte can number.
  @Test
  void pinsThreeHundredPtePagesWithLocksOfTheirOwnInOneMulticall() {
    var geometry = new Geometry(3, 32);
    Machine machine =
        Machine.builder()
            .geometry(geometry)
            .splitPteLocks()
            .frames(3 * L1_PAGES)
            .batch(1024, 2048)
            .boot();
    int[] vpns = new int[L1_PAGES];
    for (int i = 0; i < L1_PAGES; i++) {
      vpns[i] = i * geometry.entries();
    }
    var mm = machine.mm(vpns);
    assertTrue(machine.guest().pageFlags().pinnedOpaque(mm.pgd()));
    assertEquals("no breach", machine.witness().describe());
  }
}

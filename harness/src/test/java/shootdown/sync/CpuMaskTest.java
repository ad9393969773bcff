package shootdown.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class CpuMaskTest {

  @Test
  void holdsEveryVcpuUpToTheLast() {
    var mask = new CpuMask();
    for (int cpu = 0; cpu < CpuMask.LIMIT; cpu++) {
      assertFalse(mask.containsOpaque(cpu));
      mask.setVolatile(cpu);
      assertTrue(mask.containsOpaque(cpu));
      assertEquals(CpuMask.first(cpu + 1), mask.snapshotOpaque());
    }
    mask.clearVolatile(63);
    assertEquals(CpuMask.first(63), mask.snapshotOpaque());
    assertEquals("0x7fffffffffffffff", mask.toString());
  }

  @Test
  void testAndSetTellsWhatWasBefore() {
    var mask = new CpuMask();
    assertFalse(mask.testAndSetVolatile(5));
    assertTrue(mask.testAndSetVolatile(5));
    mask.clearVolatile(5);
    assertFalse(mask.testAndSetVolatile(5));
  }

  @Test
  void isOverOnceNobodyAwaitedIsInIt() {
    var mask = new CpuMask();
    mask.setVolatile(1);
    mask.setVolatile(3);
    long awaited = CpuMask.of(1) | CpuMask.of(2);
    assertFalse(mask.isOver(awaited));
    assertEquals(CpuMask.of(1), mask.awaitedCpus(awaited));
    assertEquals("the vCPUs of 0x6 to leave the map", mask.describe(awaited));
    mask.clearVolatile(1);
    assertTrue(mask.isOver(awaited));
  }
}

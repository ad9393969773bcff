package shootdown.sync;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class CpuMaskTest {
  @Test
  void containsTheCpuThatWasSet() {
    var mask = new CpuMask();
    mask.set(1);
    assertTrue(mask.contains(1));
    assertFalse(mask.contains(0));
  }
}

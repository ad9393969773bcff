package shootdown.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

final class SnapshotTest {

  @Test
  void isEqualIfItsStateIs() {
    assertEquals(Healthy.state().build(), Healthy.state().build());
    assertNotEquals(Healthy.state().build(), Healthy.lazyVcpuOnSwapper().build());
  }

  @Test
  void doesNotChangeWithItsBuilder() {
    SnapshotBuilder builder = Healthy.state();
    Snapshot before = builder.build();
    builder.frame(Healthy.L1, frame -> frame.noEntry(0)).listed(Healthy.FREE);
    assertEquals(Healthy.state().build(), before);
  }

  @Test
  void cannotBeChanged() {
    Snapshot snapshot = Healthy.state().build();
    assertThrows(UnsupportedOperationException.class, () -> snapshot.frames().clear());
    assertThrows(UnsupportedOperationException.class, () -> snapshot.pgdList().clear());
  }

  @Test
  void refusesAVcpuThatFitsNoMask() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> Healthy.state().vcpu(64, vcpu -> {}));
    assertEquals("no such vCPU in a mask: cpu=64", refusal.getMessage());
  }

  @Test
  void knowsNoFifthLevel() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> FrameType.ofLevel(5));
    assertEquals("no such table level: level=5", refusal.getMessage());
  }
}

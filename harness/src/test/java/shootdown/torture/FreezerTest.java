package shootdown.torture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import shootdown.machine.Machine;

class FreezerTest {
  private static final long BY_VCPU0 = 0;

  @Test
  void whoHasLeftTheOnlineMapAndIsNotDownYetIsAwaited() {
    Machine m = Machine.builder().vcpus(2).boot();
    var freezer = new Freezer(m.guest());

    m.kernel().setOffline(m.cpu(1)); // and now it would drop what it borrowed
    assertFalse(freezer.isOver(BY_VCPU0));
    assertEquals(0b10, freezer.awaitedCpus(BY_VCPU0));

    m.cpu(1).setDownVolatile(true);
    assertTrue(freezer.isOver(BY_VCPU0));
  }
}

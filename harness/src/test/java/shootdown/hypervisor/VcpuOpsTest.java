package shootdown.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static shootdown.cpu.Errno.EINVAL;
import static shootdown.cpu.Errno.OK;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class VcpuOpsTest {
  private final Rig rig = Rig.pae();

  @AfterEach
  void countsAreWhatTheTablesSay() {
    rig.assertConsistent();
  }

  @Test
  void downAndUp() {
    rig.xen.down(rig.v1, rig.swapper);
    assertTrue(rig.v1.isDownAcquire());
    rig.xen.up(rig.v1);
    assertFalse(rig.v1.isDownAcquire());
    assertEquals("no breach", rig.breach());
  }

  @Test
  void whoGoesDownElsewhereThanOnSwapperIsTold() {
    int root = rig.tree(-1)[0];
    assertEquals(OK, rig.xen.newBaseptr(rig.domain, rig.v1, root));
    rig.xen.down(rig.v1, rig.swapper);
    assertEquals(
        "S20: vCPU went down with a user page table: frame=3 swapper=0 cpu=1", rig.breach());
    assertEquals(1, rig.typeCount(root), "the cr3 of a vCPU that is down is still a reference");
  }

  @Test
  void initialiseIsForVcpusThatAreDown() {
    assertEquals(EINVAL, rig.xen.initialise(rig.domain, rig.v0, rig.v1, rig.swapper));
  }

  /// The new root is referenced before it is installed, the old one is let go after.
  @Test
  void initialiseInstallsARootAndItsReference() {
    int root = rig.tree(-1)[0];
    rig.xen.down(rig.v1, rig.swapper);
    int before = rig.typeCount(rig.swapper);
    assertEquals(OK, rig.xen.initialise(rig.domain, rig.v0, rig.v1, root));
    assertEquals(root, rig.v1.cr3().loadedAcquire());
    assertEquals(1, rig.typeCount(root));
    assertEquals(before - 1, rig.typeCount(rig.swapper));
    rig.assertConsistent();
    assertEquals(OK, rig.xen.initialise(rig.domain, rig.v0, rig.v1, rig.swapper));
    assertEquals(0, rig.typeCount(root));
  }

  @Test
  void initialiseWithWhatIsNoRootIsRefused() {
    rig.xen.down(rig.v1, rig.swapper);
    assertEquals(EINVAL, rig.xen.initialise(rig.domain, rig.v0, rig.v1, 15));
    assertEquals(rig.swapper, rig.v1.cr3().loadedAcquire());
  }
}

package shootdown.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static shootdown.cpu.Errno.EINVAL;
import static shootdown.cpu.Errno.OK;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import shootdown.cpu.Tlb;
import shootdown.mm.Pte;

final class NewBaseptrTest {
  private final Rig rig = Rig.pae();

  private int load(int frame) {
    return rig.xen.newBaseptr(rig.domain, rig.v0, frame);
  }

  @AfterEach
  void countsAreWhatTheTablesSay() {
    rig.assertConsistent();
    assertEquals("no breach", rig.breach());
  }

  @Test
  void anUnpinnedTableIsValidatedOnTheSpot() {
    int[] tree = rig.tree(15);
    assertEquals(OK, load(tree[0]));
    assertEquals(1, rig.typeCount(tree[0]));
    assertTrue(PageInfo.validated(rig.info(tree[2])));
    assertEquals(EINVAL, rig.writable(tree[2]));
  }

  @Test
  void leavingAnUnpinnedTableReleasesIt() {
    int[] tree = rig.tree(15);
    assertEquals(OK, load(tree[0]));
    assertEquals(OK, load(rig.swapper));
    assertEquals(0, rig.typeCount(tree[0]));
    assertEquals(0, rig.typeCount(tree[2]));
    assertEquals(OK, rig.writable(tree[2]));
  }

  @Test
  void aRefusalLeavesTheOldRoot() {
    int[] tree = rig.tree(-1);
    rig.memory.storeRelease(tree[2], 0, Pte.of(tree[0], true));
    assertEquals(EINVAL, load(tree[0]));
    assertEquals(EINVAL, load(15), "writable");
    assertEquals(rig.swapper, rig.v0.cr3().loadedAcquire());
  }

  @Test
  void aLowerTableIsNoRoot() {
    int[] tree = rig.tree(-1);
    assertEquals(OK, rig.xen.pin(rig.domain, rig.v0, tree[0], 3));
    assertEquals(EINVAL, load(tree[1]));
    assertEquals(EINVAL, load(tree[2]));
  }

  @Test
  void loadingTheSameRootIsAllowedAndFlushes() {
    int[] tree = rig.tree(15);
    assertEquals(OK, load(tree[0]));
    rig.xen.speculate(rig.domain, rig.v0, 0);
    assertEquals(15, Tlb.frame(rig.v0.tlb().lookup(0, false)));
    assertEquals(OK, load(tree[0]));
    assertEquals(0, rig.v0.tlb().lookup(0, false));
    assertEquals(1, rig.typeCount(tree[0]));
  }

  @Test
  void eachVcpuHoldsAReferenceOfItsOwn() {
    int[] tree = rig.tree(-1);
    assertEquals(OK, load(tree[0]));
    assertEquals(OK, rig.xen.newBaseptr(rig.domain, rig.v1, tree[0]));
    assertEquals(2, rig.typeCount(tree[0]));
    assertEquals(OK, load(rig.swapper));
    assertEquals(1, rig.typeCount(tree[0]));
    assertEquals(OK, rig.xen.newBaseptr(rig.domain, rig.v1, rig.swapper));
    assertEquals(0, rig.typeCount(tree[0]));
  }
}

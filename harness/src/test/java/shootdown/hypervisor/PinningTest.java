package shootdown.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static shootdown.cpu.Errno.EINVAL;
import static shootdown.cpu.Errno.OK;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shootdown.cpu.Errno;
import shootdown.mm.Pte;

/// PIN and UNPIN, row by row.
final class PinningTest {
  private Rig rig = Rig.pae();

  private int pin(int frame, int level) {
    return rig.xen.pin(rig.domain, rig.v0, frame, level);
  }

  private int unpin(int frame) {
    return rig.xen.unpin(rig.domain, rig.v0, frame);
  }

  @AfterEach
  void countsAreWhatTheTablesSay() {
    rig.assertConsistent();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void pinsAndUnpinsATreeOfEveryDepth(int levels) {
    rig = new Rig(levels);
    int data = 15;
    int[] tree = rig.tree(data);
    assertEquals(OK, pin(tree[0], levels));
    assertTrue(PageInfo.pinned(rig.info(tree[0])));
    for (int frame : tree) {
      assertEquals(1, rig.typeCount(frame));
      assertTrue(PageInfo.validated(rig.info(frame)));
    }
    assertEquals(2, rig.typeCount(data), "the linear map and the tree");
    rig.assertConsistent();
    assertEquals(OK, unpin(tree[0]));
    for (int frame : tree) {
      assertEquals(0, rig.typeCount(frame));
      assertEquals(OK, rig.writable(frame));
    }
    assertEquals(1, rig.typeCount(data));
    assertEquals("no breach", rig.breach());
  }

  @Test
  void pinOfPinnedIsRefusedAndTheReferenceDropped() {
    int root = rig.tree(-1)[0];
    assertEquals(OK, pin(root, 3));
    long before = rig.info(root);
    assertEquals(EINVAL, pin(root, 3));
    assertEquals(PageInfo.typeCount(before), rig.typeCount(root));
    assertEquals(PageInfo.count(before), PageInfo.count(rig.info(root)));
    assertTrue(PageInfo.pinned(rig.info(root)));
  }

  @Test
  void pinAsAnotherLevelIsRefusedWhileTheTypeIsInUse() {
    int root = rig.tree(-1)[0];
    assertEquals(OK, pin(root, 3));
    assertEquals(EINVAL, pin(root, 2));
    assertEquals(EINVAL, pin(root, 1));
  }

  @Test
  void pinOfAWritableFrameIsRefused() {
    assertEquals(EINVAL, pin(rig.firstFree, 1));
    assertFalse(PageInfo.pinned(rig.info(rig.firstFree)));
  }

  @Test
  void levelsThePagingModeLacksAreIgnored() {
    int root = rig.tree(-1)[0];
    assertEquals(OK, pin(root, 4));
    assertFalse(PageInfo.pinned(rig.info(root)));
    assertEquals(OK, pin(-1, 4), "whatever the frame");
    rig = new Rig(2);
    assertEquals(OK, pin(rig.tree(-1)[0], 3));
  }

  @Test
  void unpinLeavesOtherReferencesAlone() {
    int[] tree = rig.tree(-1);
    int root = tree[0];
    assertEquals(OK, pin(root, 3));
    assertEquals(OK, rig.xen.newBaseptr(rig.domain, rig.v1, root));
    assertEquals(OK, unpin(root), "Xen answers 0, whoever has it loaded");
    assertTrue(PageInfo.validated(rig.info(root)));
    assertEquals(1, rig.typeCount(root));
    assertEquals(
        "S4: pinned bit cleared while the table is still referenced: frame="
            + root
            + " references=1 cpu=0",
        rig.breach());
    assertEquals(EINVAL, rig.writable(root), "the guest finds out at the remap");
    rig.assertConsistent();
    assertEquals(OK, rig.xen.newBaseptr(rig.domain, rig.v1, rig.swapper));
    assertEquals(OK, rig.writable(root));
  }

  /// The hypervisor of the seed's text, for teaching: refused at once, and nothing changes.
  @Test
  void theStrictHypervisorRefusesAtTheUnpin() {
    var strict = new StrictHypervisor();
    int root = rig.tree(-1)[0];
    assertEquals(OK, pin(root, 3));
    assertEquals(OK, rig.xen.newBaseptr(rig.domain, rig.v1, root));
    long before = rig.info(root);
    assertEquals(Errno.EBUSY, strict.unpin(rig.domain, rig.v0, root));
    assertEquals(before, rig.info(root));
    assertEquals("no breach", rig.breach());
    assertEquals(OK, rig.xen.newBaseptr(rig.domain, rig.v1, rig.swapper));
    assertEquals(OK, strict.unpin(rig.domain, rig.v0, root));
    assertEquals(EINVAL, strict.unpin(rig.domain, rig.v0, root));
  }

  /// A lower table that is linked is no breach: its parent keeps it.
  @Test
  void unpinOfALinkedTableIsNoBreach() {
    int[] tree = rig.tree(-1);
    assertEquals(OK, pin(tree[2], 1));
    assertEquals(OK, pin(tree[0], 3));
    assertEquals(2, rig.typeCount(tree[2]));
    assertEquals(OK, unpin(tree[2]));
    assertEquals(1, rig.typeCount(tree[2]));
    assertEquals("no breach", rig.breach());
    assertEquals(EINVAL, rig.writable(tree[2]));
  }

  @Test
  void unpinOfUnpinnedIsRefused() {
    int root = rig.tree(-1)[0];
    assertEquals(EINVAL, unpin(root));
    assertEquals(OK, pin(root, 3));
    assertEquals(OK, unpin(root));
    assertEquals(EINVAL, unpin(root));
    assertEquals("no breach", rig.breach());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, 24, Integer.MAX_VALUE})
  void framesThatAreNotOursAreRefused(int frame) {
    assertEquals(EINVAL, pin(frame, 3));
    assertEquals(EINVAL, unpin(frame));
    assertEquals(EINVAL, rig.xen.newBaseptr(rig.domain, rig.v0, frame));
    assertEquals(EINVAL, rig.xen.mmuUpdate(rig.domain, rig.v0, frame, 0, 0));
  }

  /// One bad entry, at the very end: what was taken on the way is given back.
  @Test
  void aTreeThatDoesNotValidateLeavesNothingBehind() {
    int[] tree = rig.tree(15);
    rig.memory.storeRelease(tree[2], 1, Pte.of(16, false));
    rig.memory.storeRelease(tree[0], 1, Pte.table(17)); // writable in the linear map
    assertEquals(EINVAL, pin(tree[0], 3));
    for (int frame : tree) {
      assertEquals(0, rig.typeCount(frame));
      assertEquals(2, PageInfo.count(rig.info(frame)), "allocation and read-only mapping");
    }
    assertEquals(1, rig.typeCount(15));
    assertEquals(2, PageInfo.count(rig.info(16)));
    assertEquals(OK, rig.writable(tree[0]));
  }

  @Test
  void aTableThatMapsItselfWritableIsRefused() {
    int[] tree = rig.tree(-1);
    rig.memory.storeRelease(tree[2], 3, Pte.of(tree[2], true));
    assertEquals(EINVAL, pin(tree[0], 3));
    assertEquals(0, rig.typeCount(tree[2]));
  }

  @Test
  void anEntryBeyondTheDomainIsRefused() {
    int[] tree = rig.tree(-1);
    rig.memory.storeRelease(tree[2], 0, Pte.of(4711, true));
    assertEquals(EINVAL, pin(tree[0], 3));
    rig.memory.storeRelease(tree[2], 0, Pte.of(4711, false));
    assertEquals(EINVAL, pin(tree[0], 3));
  }

  @Test
  void oneTableLinkedTwiceHoldsTwoReferences() {
    int[] tree = rig.tree(-1);
    rig.memory.storeRelease(tree[1], 1, Pte.table(tree[2]));
    assertEquals(OK, pin(tree[0], 3));
    assertEquals(2, rig.typeCount(tree[2]));
    assertEquals(OK, unpin(tree[0]));
    assertEquals(0, rig.typeCount(tree[2]));
  }

  @Test
  void atTheLimitOfACountReferencesAreRefused() {
    int frame = rig.low; // highmem: no mapping but ours
    for (int i = 1; i < PageInfo.COUNT_LIMIT; i++) {
      assertEquals(OK, rig.xen.getPage(rig.domain, frame));
    }
    assertEquals(EINVAL, rig.xen.getPage(rig.domain, frame));
    assertEquals(
        EINVAL, rig.xen.getPageAndType(rig.domain, rig.v0, frame, PageType.WRITABLE), "overflow");
    assertEquals(PageType.NONE, PageInfo.type(rig.info(frame)));
    assertEquals(PageInfo.COUNT_LIMIT, PageInfo.count(rig.info(frame)));
    for (int i = 1; i < PageInfo.COUNT_LIMIT; i++) {
      rig.xen.putPage(rig.domain, rig.v0, frame);
    }
    assertEquals("no breach", rig.breach());
  }

  @Test
  void countsThatDropBelowZeroAreTold() {
    int frame = rig.low;
    rig.xen.putPageAndType(rig.domain, rig.v0, frame);
    assertEquals("S2: type count dropped below zero: frame=20 count=0 cpu=0", rig.breach());
  }
}

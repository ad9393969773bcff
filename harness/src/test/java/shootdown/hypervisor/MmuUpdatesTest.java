package shootdown.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static shootdown.cpu.Errno.EINVAL;
import static shootdown.cpu.Errno.OK;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import shootdown.mm.Pte;

/// Writing entries by address, by frame, and by a store that faulted.
final class MmuUpdatesTest {
  private static final int DATA = 15;
  private static final int OTHER = 16;

  private final Rig rig = Rig.pae();
  private final int[] tree = rig.tree(DATA);
  private final int root = tree[0];
  private final int l1 = tree[2];

  private int updateVa(int vpn, long pte, int flags) {
    return rig.xen.updateVaMapping(rig.domain, rig.v0, Va.page(vpn), pte, flags);
  }

  private int mmuUpdate(int frame, int index, long word) {
    return rig.xen.mmuUpdate(rig.domain, rig.v0, frame, index, word);
  }

  private boolean emulate(int frame, int index, long pte) {
    return rig.xen.emulateWrite(rig.domain, rig.v0, frame, index, pte);
  }

  private void pinAndLoad() {
    assertEquals(OK, rig.xen.pin(rig.domain, rig.v0, root, 3));
    assertEquals(OK, rig.xen.newBaseptr(rig.domain, rig.v0, root));
  }

  @AfterEach
  void countsAreWhatTheTablesSay() {
    rig.assertConsistent();
    assertEquals("no breach", rig.breach());
  }

  @Test
  void changesTheEntryOfTheLoadedTableOnly() {
    pinAndLoad();
    assertEquals(OK, updateVa(1, Pte.of(OTHER, false), 0));
    assertEquals(Pte.of(OTHER, false), rig.memory.loadAcquire(l1, 1));
    assertEquals(OK, updateVa(0, Pte.NONE, 0));
    assertEquals(1, rig.typeCount(DATA), "the linear map's");
    assertEquals(
        EINVAL,
        rig.xen.updateVaMapping(rig.domain, rig.v1, Va.page(1), Pte.NONE, 0),
        "the other vCPU is on swapper");
  }

  @Test
  void withoutAnL1ThereIsNothingToChange() {
    pinAndLoad();
    assertEquals(EINVAL, updateVa(4, Pte.NONE, 0), "no pmd entry");
    assertEquals(EINVAL, updateVa(16, Pte.NONE, 0), "no pgd entry");
    assertEquals(EINVAL, rig.xen.updateVaMapping(rig.domain, rig.v0, Va.linear(rig.low), 0, 0));
    assertEquals(EINVAL, rig.xen.updateVaMapping(rig.domain, rig.v0, Va.linear(-1), 0, 0));
  }

  @Test
  void aRefusedEntryLeavesTheOldOne() {
    pinAndLoad();
    assertEquals(EINVAL, updateVa(0, Pte.of(l1, true), 0), "a table, writable");
    assertEquals(EINVAL, updateVa(0, Pte.of(4711, false), 0));
    assertEquals(Pte.of(DATA, true), rig.memory.loadAcquire(l1, 0));
    assertEquals(OK, updateVa(0, Pte.of(l1, false), 0), "a table, read-only");
  }

  /// The flush comes even when the update was refused.
  @Test
  void flushesAsAskedEvenOnError() {
    pinAndLoad();
    int generation = rig.v0.tlb().generationAcquire();
    assertEquals(EINVAL, updateVa(16, Pte.NONE, MmuUpdates.UVMF_TLB_FLUSH));
    assertEquals(generation + 1, rig.v0.tlb().generationAcquire());
    rig.xen.speculate(rig.domain, rig.v0, 0);
    assertEquals(OK, updateVa(0, Pte.of(DATA, false), MmuUpdates.UVMF_INVLPG));
    assertEquals(0, rig.v0.tlb().lookup(0, false));
    assertEquals(generation + 1, rig.v0.tlb().generationAcquire());
  }

  @Test
  void withoutAFlushTheOldTranslationStays() {
    pinAndLoad();
    rig.xen.speculate(rig.domain, rig.v0, 0);
    assertEquals(OK, updateVa(0, Pte.of(DATA, false), MmuUpdates.UVMF_NONE));
    assertTrue(rig.v0.tlb().writesAcquire(DATA));
  }

  @Test
  void byFrameTheEntryOfATableIsChecked() {
    pinAndLoad();
    assertEquals(EINVAL, mmuUpdate(tree[1], 1, Pte.table(OTHER)), "writable elsewhere");
    assertEquals(OK, rig.readOnly(OTHER));
    assertEquals(OK, mmuUpdate(tree[1], 1, Pte.table(OTHER)));
    assertEquals(PageType.L1, PageInfo.type(rig.info(OTHER)));
    assertEquals(1, rig.typeCount(OTHER));
    assertEquals(OK, mmuUpdate(tree[1], 1, Pte.NONE));
    assertEquals(0, rig.typeCount(OTHER));
    assertEquals(OK, rig.writable(OTHER));
  }

  @Test
  void byFrameEveryLevelOfAPinnedTreeCanBeChanged() {
    pinAndLoad();
    assertEquals(OK, mmuUpdate(l1, 2, Pte.of(OTHER, true)));
    assertEquals(OK, mmuUpdate(tree[1], 0, Pte.NONE));
    assertEquals(0, rig.typeCount(l1));
    assertEquals(OK, mmuUpdate(root, 0, Pte.NONE));
    assertEquals(0, rig.typeCount(tree[1]));
  }

  @Test
  void byFrameAPlainPageIsStoredTo() {
    assertEquals(OK, mmuUpdate(OTHER, 3, 42));
    assertEquals(42, rig.memory.loadAcquire(OTHER, 3));
    assertEquals(1, rig.typeCount(OTHER));
  }

  /// A table that nothing validates is no table: a writable reference for the moment.
  @Test
  void byFrameATableNobodyUsesIsAPlainPage() {
    assertEquals(OK, mmuUpdate(l1, 1, Pte.of(4711, true)));
    assertEquals(Pte.of(4711, true), rig.memory.loadAcquire(l1, 1));
    assertEquals(0, rig.typeCount(l1));
  }

  @Test
  void byFrameIndexesOutsideTheFrameAreRefused() {
    assertEquals(EINVAL, mmuUpdate(OTHER, 4, 0));
    assertEquals(EINVAL, mmuUpdate(OTHER, -1, 0));
  }

  @Test
  void aStoreToAValidatedL1IsApplied() {
    pinAndLoad();
    assertTrue(emulate(l1, 1, Pte.of(OTHER, true)));
    assertEquals(2, rig.typeCount(OTHER));
    assertFalse(emulate(l1, 1, Pte.of(root, true)), "refused, so a fault");
    assertEquals(Pte.of(OTHER, true), rig.memory.loadAcquire(l1, 1));
  }

  @Test
  void anyOtherStoreFaults() {
    assertFalse(emulate(l1, 1, Pte.NONE), "read-only, but nobody's table");
    assertFalse(emulate(OTHER, 1, Pte.NONE), "a plain page");
    pinAndLoad();
    assertFalse(emulate(tree[1], 1, Pte.NONE), "an L2");
    assertFalse(emulate(root, 1, Pte.NONE), "a root");
  }

  @Test
  void theLinearMapHoldsAReferenceOnlyWhereItIsWritable() {
    assertEquals(1, rig.typeCount(OTHER));
    assertEquals(OK, rig.readOnly(OTHER));
    assertEquals(0, rig.typeCount(OTHER));
    assertEquals(2, PageInfo.count(rig.info(OTHER)));
    assertFalse(rig.xen.isMappedWritable(rig.domain, OTHER));
    assertEquals(OK, rig.readOnly(OTHER), "again");
    assertEquals(OK, rig.writable(OTHER));
    assertTrue(rig.xen.isMappedWritable(rig.domain, OTHER));
    assertFalse(rig.xen.isMappedWritable(rig.domain, rig.low), "highmem has no linear mapping");
  }
}

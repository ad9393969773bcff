package shootdown.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static shootdown.cpu.Errno.OK;

import org.junit.jupiter.api.Test;

/// Flushes by stamp: what a change of type does about translations the guest left behind.
final class TlbFlushesTest {
  private static final int FRAME = 15;

  private final Rig rig = Rig.pae();

  private int pinAsL1(int frame) {
    return rig.xen.pin(rig.domain, rig.v0, frame, PageType.L1);
  }

  @Test
  void aWritableTranslationIsFlushedBeforeTheFrameBecomesATable() {
    rig.xen.speculateLinear(rig.domain, rig.v1, FRAME);
    assertEquals(OK, rig.readOnly(FRAME));
    assertTrue(rig.v1.tlb().writesAcquire(FRAME), "the guest did not shoot it down");
    assertEquals(OK, pinAsL1(FRAME));
    assertFalse(rig.v1.tlb().writesAcquire(FRAME));
    assertEquals("no breach", rig.breach());
    rig.assertConsistent();
  }

  @Test
  void whoHasFlushedSinceIsLeftAlone() {
    rig.xen.speculateLinear(rig.domain, rig.v1, FRAME);
    assertEquals(OK, rig.readOnly(FRAME));
    rig.xen.flushVcpu(rig.domain, rig.v0, rig.v1);
    int generation = rig.v1.tlb().generationAcquire();
    assertEquals(OK, pinAsL1(FRAME));
    assertEquals(generation, rig.v1.tlb().generationAcquire());
  }

  /// A flush of one page proves nothing about the others.
  @Test
  void aFlushOfOnePageIsNoFlush() {
    assertEquals(OK, rig.readOnly(FRAME));
    int time = rig.v1.flushTimeAcquire();
    rig.xen.flushPage(rig.v1, FRAME);
    assertEquals(time, rig.v1.flushTimeAcquire());
  }

  /// Tick, then flush, then stamp: a reference put between the tick and the flush is not newer than
  /// the flush, and so is flushed for.
  @Test
  void aPutInTheMiddleOfAFlushIsFlushedForAgain() {
    int tick = rig.xen.tick(rig.domain, rig.v0);
    rig.xen.speculateLinear(rig.domain, rig.v1, FRAME);
    assertEquals(OK, rig.readOnly(FRAME));
    // the flush that began with `tick` is over, but did not see the fill
    rig.v1.flushedRelease(tick);
    assertEquals(OK, pinAsL1(FRAME));
    assertFalse(rig.v1.tlb().writesAcquire(FRAME));
    assertEquals("no breach", rig.breach());
  }

  /// A word with a time that is too old must not win the race for the last put: somebody took and
  /// dropped a reference meanwhile, the counts are the same again, and only the stamp differs
  /// (museum F02).
  @Test
  void aStaleStampLosesTheCompareAndSet() {
    int high = rig.low; // no mapping but ours
    assertEquals(OK, rig.xen.getPageAndType(rig.domain, rig.v0, high, PageType.WRITABLE));
    long seen = rig.info(high);
    int then = rig.domain.clock().nowAcquire();
    rig.xen.flushVcpu(rig.domain, rig.v1, rig.v1);
    assertEquals(OK, rig.xen.getPageAndType(rig.domain, rig.v1, high, PageType.WRITABLE));
    rig.xen.putPageAndType(rig.domain, rig.v1, high);
    assertEquals(PageInfo.typeCount(seen), rig.typeCount(high), "the counts are back");
    long stale = PageInfo.withStamp(seen - PageInfo.TYPE_REF - PageInfo.REF, then);
    assertFalse(rig.domain.frames().compareAndSet(high, seen, stale));
    rig.xen.putPageAndType(rig.domain, rig.v0, high);
    assertEquals(rig.domain.clock().nowAcquire(), PageInfo.stamp(rig.info(high)));
  }

  @Test
  void everyPutStampsEvenIfOthersRemain() {
    int high = rig.low;
    assertEquals(OK, rig.xen.getPageAndType(rig.domain, rig.v0, high, PageType.WRITABLE));
    assertEquals(OK, rig.xen.getPageAndType(rig.domain, rig.v0, high, PageType.WRITABLE));
    rig.xen.flushVcpu(rig.domain, rig.v0, rig.v0);
    rig.xen.putPageAndType(rig.domain, rig.v0, high);
    assertEquals(1, rig.typeCount(high));
    assertEquals(rig.domain.clock().nowAcquire(), PageInfo.stamp(rig.info(high)));
  }

  @Test
  void aWalkThatStraddlesTheFlushOfATypeChangeNeverCounts() {
    int generation = rig.v1.tlb().generationAcquire();
    long before = rig.v1.tlb().slotAcquire(FRAME);
    long walked = rig.domain.frames().linearAcquire(FRAME);
    assertEquals(OK, rig.readOnly(FRAME));
    assertEquals(OK, pinAsL1(FRAME));
    rig.v1.tlb().fillVolatile(FRAME, true, walked, generation, before);
    assertFalse(rig.v1.tlb().writesAcquire(FRAME));
    rig.assertConsistent();
  }

  @Test
  void aWalkThroughAFreedTableIsTold() {
    int[] tree = rig.tree(FRAME);
    assertEquals(OK, rig.xen.newBaseptr(rig.domain, rig.v0, tree[0]));
    rig.memory.poison(tree[2]);
    rig.xen.speculate(rig.domain, rig.v0, 0);
    assertEquals("S10: page walk read a freed table: frame=5 index=0 cpu=0", rig.breach());
    assertEquals(0, rig.v0.tlb().lookup(0, false));
  }

  @Test
  void comparesTicksAcrossTheEndOfTheRound() {
    int last = (1 << 30) - 1;
    assertTrue(TlbClock.mayBeStale(5, 5));
    assertTrue(TlbClock.mayBeStale(4, 5));
    assertFalse(TlbClock.mayBeStale(6, 5));
    assertFalse(TlbClock.mayBeStale(0, last), "the flush came after the round ended");
    assertTrue(TlbClock.mayBeStale(last, 0));
    assertFalse(TlbClock.mayBeStale(1 << 29, 1));
  }

  @Test
  void aHalfRoundBeginsTwiceARound() {
    assertTrue(TlbClock.roundBegins(0));
    assertTrue(TlbClock.roundBegins(1 << 29));
    assertFalse(TlbClock.roundBegins(1));
    assertFalse(TlbClock.roundBegins((1 << 29) + 1));
  }
}

package shootdown.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import shootdown.mm.Pte;

final class TlbTest {
  private final Tlb tlb = new Tlb(4);

  private void fill(int vpn, boolean linear, long pte) {
    tlb.fillVolatile(vpn, linear, pte, tlb.generationAcquire(), tlb.slotAcquire(vpn));
  }

  @Test
  void remembersWhatAWalkFound() {
    fill(6, false, Pte.of(9, true));
    long entry = tlb.lookup(6, false);
    assertEquals(6, Tlb.vpn(entry));
    assertEquals(9, Tlb.frame(entry));
    assertTrue(Tlb.isWritable(entry));
    assertFalse(Tlb.isLinear(entry));
    assertEquals(0, tlb.lookup(6, true));
    assertEquals(0, tlb.lookup(2, false), "shares the slot, not the page");
  }

  @Test
  void packsTheLargestFrameAndPage() {
    fill(Tlb.VPN_LIMIT - 1, true, Pte.of(Tlb.FRAME_LIMIT - 1, false));
    long entry = tlb.lookup(Tlb.VPN_LIMIT - 1, true);
    assertEquals(Tlb.VPN_LIMIT - 1, Tlb.vpn(entry));
    assertEquals(Tlb.FRAME_LIMIT - 1, Tlb.frame(entry));
    assertFalse(Tlb.isWritable(entry));
    fill(Tlb.VPN_LIMIT, false, Pte.of(1, true));
    fill(1, false, Pte.of(Tlb.FRAME_LIMIT, true));
    assertEquals(0, tlb.slotAcquire(Tlb.VPN_LIMIT), "what cannot be packed is not remembered");
    assertEquals(0, tlb.slotAcquire(1));
  }

  @Test
  void aFlushEndsEverything() {
    fill(0, false, Pte.of(1, true));
    fill(1, true, Pte.of(2, true));
    int before = tlb.generationAcquire();
    assertEquals(before + 1, tlb.flushVolatile());
    assertEquals(0, tlb.lookup(0, false));
    assertFalse(tlb.writesAcquire(2));
  }

  @Test
  void aWalkThatStraddlesAFlushNeverCounts() {
    int generation = tlb.generationAcquire();
    long before = tlb.slotAcquire(3);
    tlb.flushVolatile();
    tlb.fillVolatile(3, false, Pte.of(5, true), generation, before);
    assertEquals(0, tlb.lookup(3, false));
    assertFalse(tlb.writesAcquire(5));
  }

  @Test
  void aWalkThatStraddlesAFlushOfItsPageNeverCounts() {
    int generation = tlb.generationAcquire();
    long before = tlb.slotAcquire(3);
    tlb.invalidateVolatile(3);
    tlb.fillVolatile(3, false, Pte.of(5, true), generation, before);
    assertEquals(0, tlb.lookup(3, false));
  }

  /// Two flushes of the page leave different tombstones: else a walk that began between them would
  /// take the second for the first.
  @Test
  void tombstonesDiffer() {
    tlb.invalidateVolatile(3);
    int generation = tlb.generationAcquire();
    long first = tlb.slotAcquire(3);
    tlb.invalidateVolatile(3);
    tlb.fillVolatile(3, false, Pte.of(5, true), generation, first);
    assertEquals(0, tlb.lookup(3, false));
    fill(3, false, Pte.of(5, true));
    assertEquals(5, Tlb.frame(tlb.lookup(3, false)));
  }

  @Test
  void aFlushOfOnePageLeavesTheOthers() {
    fill(0, false, Pte.of(1, true));
    fill(1, false, Pte.of(2, true));
    tlb.invalidateVolatile(0);
    assertEquals(0, tlb.lookup(0, false));
    assertEquals(2, Tlb.frame(tlb.lookup(1, false)));
  }

  @Test
  void aCr3LoadClearsTheSlotsToo() {
    fill(0, false, Pte.of(1, true));
    tlb.reloadVolatile();
    assertEquals(0, tlb.slotAcquire(0));
  }

  /// A generation comes round after 2^24 flushes; the slots are cleared long before, or never
  /// filled since.
  @Test
  void anEntryDoesNotComeBackWhenTheGenerationComesRound() {
    fill(0, false, Pte.of(1, true));
    tlb.reloadVolatile();
    int stop = tlb.generationAcquire();
    do {
      tlb.flushVolatile();
    } while (tlb.generationAcquire() != stop);
    assertEquals(0, tlb.lookup(0, false));
  }

  @Test
  void tellsUserTranslationsFromTheLinearMap() {
    fill(1, true, Pte.of(8, true));
    assertFalse(tlb.mapsUserAcquire(8, 48));
    assertTrue(tlb.writesAcquire(8));
    fill(50, false, Pte.of(9, true));
    assertFalse(tlb.mapsUserAcquire(9, 48), "above TASK_SIZE");
    fill(47, false, Pte.of(10, false));
    assertTrue(tlb.mapsUserAcquire(10, 48));
    assertFalse(tlb.writesAcquire(10));
  }

  @Test
  void withoutSlotsNothingIsEverCached() {
    var none = new Tlb(0);
    none.fillVolatile(1, false, Pte.of(1, true), none.generationAcquire(), none.slotAcquire(1));
    none.invalidateVolatile(1);
    assertEquals(0, none.lookup(1, false));
    assertEquals(1, none.reloadVolatile());
    assertFalse(none.writesAcquire(1));
  }
}

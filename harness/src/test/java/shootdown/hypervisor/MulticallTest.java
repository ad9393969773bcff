package shootdown.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static shootdown.cpu.Errno.EINVAL;
import static shootdown.cpu.Errno.OK;

import org.junit.jupiter.api.Test;
import shootdown.mm.Pte;
import shootdown.trace.HypercallOp;

final class MulticallTest {
  private static final class Calls extends Multicall {
    Calls(int capacity, int words) {
      super(capacity, words);
    }
  }

  private final Rig rig = Rig.pae();

  /// A failing entry in the middle: the rest is executed, each with its own result.
  @Test
  void goesOnAfterARefusal() {
    int[] tree = rig.tree(15);
    var list = new Calls(8, 16);
    list.add(HypercallOp.PIN_L3, tree[0], 0);
    list.add(HypercallOp.PIN_L3, tree[0], 0);
    list.addUpdateVa(Va.linear(tree[1]), Pte.of(tree[1], true), 0);
    list.add(HypercallOp.MMU_UPDATE, ((long) tree[2] << 32) | 1, Pte.of(16, false));
    list.add(HypercallOp.NEW_BASEPTR, tree[0], 0);
    list.add(HypercallOp.UNPIN_TABLE, 4711, 0);
    list.add(HypercallOp.SET_LDT, 0, 0);
    assertEquals(3, rig.xen.multicall(rig.domain, rig.v0, list));
    int[] expected = {OK, EINVAL, EINVAL, OK, OK, EINVAL, OK};
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], list.result(i), "entry " + i);
    }
    assertEquals(tree[0], rig.v0.cr3().loadedAcquire());
    assertEquals(Pte.of(16, false), rig.memory.loadAcquire(tree[2], 1));
    rig.assertConsistent();
  }

  /// The mask of a flush is read when it is executed, and holds whoever it names.
  @Test
  void flushesOthersAndOneself() {
    var list = new Calls(8, 16);
    int zero = rig.v0.tlb().generationAcquire();
    int one = rig.v1.tlb().generationAcquire();
    list.add(HypercallOp.TLB_FLUSH_MULTI, 2, 0);
    list.add(HypercallOp.TLB_FLUSH_LOCAL, 0, 0);
    assertEquals(0, rig.xen.multicall(rig.domain, rig.v0, list));
    assertEquals(one + 1, rig.v1.tlb().generationAcquire());
    assertEquals(zero + 1, rig.v0.tlb().generationAcquire());
  }

  @Test
  void flushesOnePage() {
    rig.xen.speculateLinear(rig.domain, rig.v1, 15);
    rig.xen.speculateLinear(rig.domain, rig.v1, 16);
    var list = new Calls(1, 2);
    list.add(HypercallOp.INVLPG_MULTI, 2, 15);
    assertEquals(0, rig.xen.multicall(rig.domain, rig.v0, list));
    assertFalse(rig.v1.tlb().writesAcquire(15));
    assertTrue(rig.v1.tlb().writesAcquire(16));
  }

  @Test
  void isFullForWantOfAnEntryOrOfAWord() {
    var linux = new Calls(32, 64);
    for (int i = 0; i < 32; i++) {
      assertTrue(linux.hasRoomFor(Multicall.ARG_WORDS));
      linux.add(HypercallOp.SET_LDT, 0, 0);
    }
    assertFalse(linux.hasRoomFor(0), "32 two-word entries fill both at once");
    assertTrue(linux.outOfEntries());

    var few = new Calls(32, 2);
    few.add(HypercallOp.SET_LDT, 0, 0);
    assertFalse(few.hasRoomFor(Multicall.ARG_WORDS));
    assertFalse(few.outOfEntries());
    assertTrue(few.hasRoomFor(0), "update_va_mapping needs no words");
  }

  @Test
  void keepsTheArgumentsOfTheLargestList() {
    var list = new Calls(1024, 2048);
    for (int i = 0; i < 1024; i++) {
      assertTrue(list.hasRoomFor(2));
      list.add(HypercallOp.MMU_UPDATE, ((long) i << 32) | 1, i * 10L);
    }
    for (int i = 0; i < 1024; i++) {
      assertEquals(i, list.frame(i));
      assertEquals(i * 10L, list.arg(i, 1));
    }
  }

  @Test
  void refusesSizesThatAreNone() {
    String expected = "a multicall takes 1 to 1024 entries and at least 2 words: ";
    var none = assertThrows(IllegalArgumentException.class, () -> new Calls(0, 2));
    assertEquals(expected + "entries=0 words=2", none.getMessage());
    var large = assertThrows(IllegalArgumentException.class, () -> new Calls(1025, 2));
    assertEquals(expected + "entries=1025 words=2", large.getMessage());
    var dumb = assertThrows(IllegalArgumentException.class, () -> new Calls(1, 1));
    assertEquals(expected + "entries=1 words=1", dumb.getMessage());
  }
}

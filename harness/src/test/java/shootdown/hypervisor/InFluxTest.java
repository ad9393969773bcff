package shootdown.hypervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static shootdown.cpu.Errno.EINVAL;
import static shootdown.cpu.Errno.OK;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import shootdown.cpu.Vcpu;
import shootdown.mm.Pte;
import shootdown.sync.Stall;

/// What others meet while a frame is between two types; one thread steps into the middle.
final class InFluxTest {

  /// Does something once, in the middle of validating or of releasing a frame.
  private static final class Interrupted extends Hypervisor {
    private @Nullable Runnable promoting;
    private @Nullable Runnable demoting;

    void inPromote(Runnable what) {
      promoting = what;
    }

    void inDemote(Runnable what) {
      demoting = what;
    }

    @Override
    public int promote(Domain d, Vcpu v, int frame, int type) {
      Runnable what = promoting;
      promoting = null;
      if (what != null) {
        what.run();
      }
      return super.promote(d, v, frame, type);
    }

    @Override
    public void demote(Domain d, Vcpu v, int frame, int type) {
      Runnable what = demoting;
      demoting = null;
      if (what != null) {
        what.run();
      }
      super.demote(d, v, frame, type);
    }
  }

  private final Rig rig = Rig.pae();
  private final Interrupted xen = new Interrupted();
  private final int[] tree = rig.tree(15);
  private final int root = tree[0];

  @Test
  void whoWantsTheSameTypeWaitsForTheValidation() {
    xen.inPromote(
        () -> {
          Stall stall = assertThrows(Stall.class, () -> xen.newBaseptr(rig.domain, rig.v1, root));
          assertEquals(
              "vcpu1 waits for validation of frame "
                  + root
                  + " -> vcpu0 (offstage) vcpu1"
                  + " (in_hypervisor)",
              stall.getMessage());
        });
    assertEquals(OK, xen.pin(rig.domain, rig.v0, root, 3));
    rig.assertConsistent();
  }

  @Test
  void whoWantsAnotherTypeIsRefusedMeanwhile() {
    xen.inPromote(
        () -> {
          assertEquals(EINVAL, xen.pin(rig.domain, rig.v1, root, 2));
          assertEquals(
              EINVAL,
              xen.updateVaMapping(rig.domain, rig.v1, Va.linear(root), Pte.of(root, true), 0));
        });
    assertEquals(OK, xen.pin(rig.domain, rig.v0, root, 3));
    rig.assertConsistent();
  }

  /// Not a table any more, not writable yet.
  @Test
  void aTableThatIsBeingReleasedIsStillATable() {
    assertEquals(OK, xen.pin(rig.domain, rig.v0, root, 3));
    xen.inDemote(
        () -> {
          assertFalse(PageInfo.validated(rig.info(root)));
          assertEquals(
              EINVAL,
              xen.updateVaMapping(rig.domain, rig.v1, Va.linear(root), Pte.of(root, true), 0));
          assertEquals(EINVAL, xen.unpin(rig.domain, rig.v1, root));
        });
    assertEquals(OK, xen.unpin(rig.domain, rig.v0, root));
    assertEquals("no breach", rig.breach());
    rig.assertConsistent();
    assertEquals(OK, rig.writable(root));
  }

  /// Every half round everybody is flushed, so that no stamp that still counts is older than that.
  @Test
  void everybodyIsFlushedWhereAHalfRoundBegins() throws ReflectiveOperationException {
    Field ticks = TlbClock.class.getDeclaredField("ticks");
    ticks.setAccessible(true);
    ticks.setInt(rig.domain.clock(), (1 << 29) - 1);
    rig.xen.speculateLinear(rig.domain, rig.v0, 15);
    rig.xen.speculateLinear(rig.domain, rig.v1, 15);
    rig.xen.tick(rig.domain, rig.v0);
    assertFalse(rig.v0.tlb().writesAcquire(15));
    assertFalse(rig.v1.tlb().writesAcquire(15));
    assertEquals((1 << 29) + 2, rig.v1.flushTimeAcquire());
  }
}

package shootdown.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static shootdown.trace.HypercallOp.PIN_L1;
import static shootdown.trace.HypercallOp.PIN_L3;
import static shootdown.trace.HypercallOp.UNPIN_TABLE;
import static shootdown.trace.HypercallOp.UPDATE_VA_MAPPING;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shootdown.cpu.Vcpu;
import shootdown.guest.Bug;
import shootdown.guest.Cpu;
import shootdown.guest.LazyMode;
import shootdown.hypervisor.Domain;
import shootdown.hypervisor.FrameTable;
import shootdown.hypervisor.Hypervisor;
import shootdown.hypervisor.MmuUpdates;
import shootdown.hypervisor.PageInfo;
import shootdown.machine.Machine;
import shootdown.mm.Geometry;
import shootdown.mm.Mm;
import shootdown.mm.Pte;
import shootdown.trace.HypercallOp;

/// Walking, pinning and unpinning a page table.
final class PgdPinTest {
  private final OneThread.Fixed kernel = new OneThread.Fixed();

  private Machine.Builder builder() {
    return Machine.builder().kernel(kernel).frames(64);
  }

  private static void lock(Cpu cpu, Mm mm, Runnable what) {
    mm.pageTableLock().lock(cpu);
    what.run();
    mm.pageTableLock().unlock(cpu);
  }

  /// Parents before children, the kernel's own table next to last, the top last of all and alone
  /// with a flush; nothing above TASK_SIZE.
  @ParameterizedTest
  @CsvSource({
    "2, '1:0 1:0 2:1'",
    "3, '2:0 1:0 1:0 2:0 1:0 2:0 3:1'",
    "4, '3:0 2:0 1:0 1:0 2:0 1:0 3:0 4:1'",
  })
  void walksTheTreeOfOneMm(int levels, String expected) {
    Machine m = builder().geometry(new Geometry(levels, 4)).boot();
    int[] pages = levels == 2 ? new int[] {0, 1, 5} : new int[] {0, 5, 17};
    Mm mm = m.unpinnedMm(pages);
    var visits = new ArrayList<String>();
    var frames = new ArrayList<Integer>();
    boolean flush =
        kernel.pgdWalk(
            m.cpu(0),
            mm.pgd(),
            (cpu, frame, level, flags) -> {
              visits.add(level + ":" + flags);
              frames.add(frame);
              return level == 2 && frames.size() == 1;
            });
    assertEquals(expected, String.join(" ", visits));
    assertEquals(mm.pgd(), frames.getLast());
    assertEquals(frames.size(), frames.stream().distinct().count(), "each page once");
    assertEquals(levels == 3, flush, "the OR of the visits");
  }

  @ParameterizedTest
  @CsvSource({"2,8,16", "3,8,16", "4,8,16", "3,1,2", "3,3,2", "4,2,64", "3,32,64"})
  void pinsAndUnpinsWhateverTheBufferHolds(int levels, int entries, int words) {
    Machine m = builder().geometry(new Geometry(levels, 4)).batch(entries, words).boot();
    Mm mm = m.mm(0, 1, 5, 9);
    assertTrue(PageInfo.pinned(m.guest().domain().frames().infoVolatile(mm.pgd())));
    AtRest.check(m);
    lock(m.cpu(0), mm, () -> kernel.pgdUnpin(m.cpu(0), mm));
    assertFalse(m.guest().pageFlags().pinnedOpaque(mm.pgd()));
    AtRest.check(m);
    lock(m.cpu(0), mm, () -> kernel.pgdPin(m.cpu(0), mm));
    AtRest.check(m);
  }

  @Test
  void remapsAllBeforeThePinAndUnpinsBeforeTheRemaps() {
    Machine m = builder().batch(32, 64).boot();
    Mm mm = m.unpinnedMm(0, 5);
    kernel.hypervisor().take();
    lock(m.cpu(0), mm, () -> kernel.pgdPin(m.cpu(0), mm));
    HypercallOp remap = UPDATE_VA_MAPPING;
    assertEquals(
        List.of(List.of(remap, remap, remap, remap, remap, PIN_L3)), kernel.hypervisor().take());
    lock(m.cpu(0), mm, () -> kernel.pgdUnpin(m.cpu(0), mm));
    assertEquals(
        List.of(List.of(UNPIN_TABLE, remap, remap, remap, remap, remap)),
        kernel.hypervisor().take());
  }

  @Test
  void everyPageOfTheTreeCanBeReadAndNotWrittenUntilTheUnpin() {
    Machine m = builder().boot();
    Mm mm = m.unpinnedMm(0, 5, 9);
    Cpu cpu = m.cpu(0);
    lock(cpu, mm, () -> kernel.pgdPin(cpu, mm));
    assertLinear(m, mm, false);
    lock(cpu, mm, () -> kernel.pgdUnpin(cpu, mm));
    assertLinear(m, mm, true);
  }

  private void assertLinear(Machine m, Mm mm, boolean writable) {
    FrameTable frames = m.guest().domain().frames();
    var pages = new ArrayList<String>();
    boolean _ =
        kernel.pgdWalk(
            m.cpu(0),
            mm.pgd(),
            (cpu, frame, level, flags) -> {
              boolean right = frames.linearAcquire(frame) == Pte.of(frame, writable);
              pages.add(level + (right ? " right" : " wrong"));
              return false;
            });
    assertEquals(List.of("2 right", "1 right", "1 right", "1 right", "2 right", "3 right"), pages);
  }

  /// The remap of the root, which is the last, asks for the flush that covers all.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void onlyTheLastRemapFlushes(boolean pin) {
    var asked = new ArrayList<Integer>();
    Machine m =
        builder()
            .front(
                h ->
                    new Hypervisor() {
                      @Override
                      public int updateVaMapping(Domain d, Vcpu v, long va, long pte, int flags) {
                        asked.add(flags);
                        return h.updateVaMapping(d, v, va, pte, flags);
                      }
                    })
            .boot();
    Cpu cpu = m.cpu(0);
    Mm mm = pin ? m.unpinnedMm(0, 5) : m.mm(0, 5);
    asked.clear();
    lock(
        cpu,
        mm,
        () -> {
          if (pin) {
            kernel.pgdPin(cpu, mm);
          } else {
            kernel.pgdUnpin(cpu, mm);
          }
        });
    assertEquals(List.of(0, 0, 0, 0, MmuUpdates.UVMF_TLB_FLUSH), asked);
  }

  /// Nobody may find the table half way once the lock is free, whatever the mode.
  @Test
  void neitherPutsOffTheIssue() {
    Machine m = builder().batch(32, 64).boot();
    Mm mm = m.unpinnedMm(0, 5);
    Cpu cpu = m.cpu(0);
    kernel.hypervisor().take();
    lock(
        cpu,
        mm,
        () -> {
          kernel.setLazyMode(cpu, LazyMode.MMU);
          kernel.pgdPin(cpu, mm);
          assertEquals(1, kernel.hypervisor().take().size());
          kernel.pgdUnpin(cpu, mm);
          assertEquals(1, kernel.hypervisor().take().size());
          kernel.setLazyMode(cpu, LazyMode.NONE);
        });
    AtRest.check(m);
  }

  @Test
  void splitLocksPinEachPtePageByItself() {
    Machine m = builder().batch(32, 64).splitPteLocks().boot();
    Mm mm = m.unpinnedMm(0, 5);
    kernel.hypervisor().take();
    lock(m.cpu(0), mm, () -> kernel.pgdPin(m.cpu(0), mm));
    HypercallOp remap = UPDATE_VA_MAPPING;
    assertEquals(
        List.of(List.of(remap, remap, PIN_L1, remap, PIN_L1, remap, remap, PIN_L3)),
        kernel.hypervisor().take());
    for (int frame = 0; frame < 64; frame++) {
      assertEquals(0, m.guest().pteLock(frame).holdersOpaque(), "unlocked after the issue");
    }
    AtRest.check(m);
    lock(m.cpu(0), mm, () -> kernel.pgdUnpin(m.cpu(0), mm));
    assertEquals(
        List.of(List.of(UNPIN_TABLE, remap, UNPIN_TABLE, remap, UNPIN_TABLE, remap, remap, remap)),
        kernel.hypervisor().take());
    AtRest.check(m);
  }

  @ParameterizedTest
  @CsvSource({"1,2", "2,4", "3,6", "4,8", "5,64"})
  void splitLocksAreGivenBackWhereverTheBufferOverflows(int entries, int words) {
    Machine m = builder().batch(entries, words).splitPteLocks().boot();
    Mm mm = m.mm(0, 5, 9);
    AtRest.check(m);
    lock(m.cpu(0), mm, () -> kernel.pgdUnpin(m.cpu(0), mm));
    for (int frame = 0; frame < 64; frame++) {
      assertEquals(0, m.guest().pteLock(frame).holdersOpaque());
    }
    AtRest.check(m);
  }

  /// The seed's hunk: for the flush of the kmaps interrupts come back on, and go off again.
  @Test
  void highmemTablesHaveTheirKmapsFlushedInTheMiddle() {
    Machine m = builder().highFrames(16).batch(32, 64).boot();
    Mm mm = m.unpinnedMm(0, 5);
    assertTrue(m.guest().kmaps().find(48) >= 0 || m.guest().kmaps().count(0) == 1, "cached");
    lock(m.cpu(0), mm, () -> kernel.pgdPin(m.cpu(0), mm));
    for (int slot = 0; slot < m.guest().kmaps().slots(); slot++) {
      assertEquals(0, m.guest().kmaps().count(slot), "slot " + slot);
    }
    AtRest.check(m);
    lock(m.cpu(0), mm, () -> kernel.pgdUnpin(m.cpu(0), mm));
    AtRest.check(m);
  }

  @Test
  void highmemAndSplitLocksTogether() {
    Machine m = builder().highFrames(16).splitPteLocks().batch(2, 4).boot();
    Mm mm = m.mm(0, 5, 9);
    AtRest.check(m);
    lock(m.cpu(0), mm, () -> kernel.pgdUnpin(m.cpu(0), mm));
    AtRest.check(m);
  }

  @Test
  void pinOfPinnedAndUnpinOfUnpinnedAreTold() {
    Machine m = builder().boot();
    Mm mm = m.unpinnedMm(0);
    mm.pageTableLock().lock(m.cpu(0));
    try {
      kernel.pgdUnpin(m.cpu(0), mm);
    } catch (Bug bug) {
      assertEquals(
          "BUG: entry of a multicall refused: op=UNPIN_TABLE result=-EINVAL cpu=0",
          bug.getMessage());
    }
    assertEquals(
        "S13: unpin of a page directory that is not pinned: frame=" + mm.pgd() + " cpu=0",
        m.witness().describe());
  }
}

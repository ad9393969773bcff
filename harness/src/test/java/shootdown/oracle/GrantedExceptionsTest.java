package shootdown.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static shootdown.oracle.Healthy.DATA;
import static shootdown.oracle.Healthy.FREE;
import static shootdown.oracle.Healthy.KERNEL_L2;
import static shootdown.oracle.Healthy.L1;
import static shootdown.oracle.Healthy.L2;
import static shootdown.oracle.Healthy.NONE;
import static shootdown.oracle.Healthy.PGD;
import static shootdown.oracle.Healthy.SWAPPER;

import java.util.List;
import org.junit.jupiter.api.Test;
import shootdown.trace.HypercallOp;
import shootdown.trace.LockKind;

/// What is in flight and says so is not convicted.
final class GrantedExceptionsTest {

  @Test
  void aFlushThatIsStillAwaited() {
    assertHolds(clearedEntry().flush(PGD, NONE, 0b01));
    assertHolds(clearedEntry().flush(PGD, 0, 0b01));
  }

  @Test
  void onlyAFlushThatCovers() {
    assertBreaks(Invariant.S10, clearedEntry().flush(PGD, 3, 0b01));
    assertBreaks(Invariant.S10, clearedEntry().flush(PGD, 0, 0b10));
    assertBreaks(Invariant.S10, clearedEntry().flush(SWAPPER, 0, 0b01));
  }

  @Test
  void aTreeThatIsBeingPinnedUnderItsLock() {
    SnapshotBuilder pinning =
        Healthy.state()
            .frame(L1, frame -> frame.pgPinned(false))
            .mm(1, mm -> mm.pinned(2, 0))
            .lock(LockKind.PAGE_TABLE_LOCK, 1, 0);
    assertHolds(pinning);
  }

  @Test
  void onlyTheLockOfThatMm() {
    SnapshotBuilder other =
        Healthy.state()
            .frame(L1, frame -> frame.pgPinned(false))
            .lock(LockKind.PAGE_TABLE_LOCK, 2, 0)
            .lock(LockKind.PTE_LOCK, 1, 0);
    assertBreaks(Invariant.S11, other);
  }

  @Test
  void aTableThatIsBeingPinnedUnderItsOwnLock() {
    assertHolds(
        Healthy.state().frame(L1, frame -> frame.pgPinned(false)).lock(LockKind.PTE_LOCK, L1, 0));
  }

  @Test
  void aVcpuInsideASwitch() {
    assertHolds(
        Healthy.lazyVcpuOnSwapper()
            .mm(1, mm -> mm.mask(0b01))
            .vcpu(
                1,
                vcpu ->
                    vcpu.inSwitch(true)
                        .irqsOff(true)
                        .current(13, 1, 1)
                        .lazyTlb(LazyTlb.State.OK, 0)
                        .lazyMode(LazyMode.CPU)
                        .queued(HypercallOp.NEW_BASEPTR, PGD, 1, 11, NONE)
                        .calls(4, 3)));
  }

  @Test
  void aVcpuThatSaysWhatItHasLoaded() {
    assertHolds(Healthy.state().mm(1, mm -> mm.mask(0b01)));
  }

  @Test
  void aVcpuThatIsNotUp() {
    SnapshotBuilder leaving =
        Healthy.lazyVcpuOnSwapper().vcpu(1, vcpu -> vcpu.lazyTlb(LazyTlb.State.OK, 1));
    assertBreaks(Invariant.S9, leaving);
    assertHolds(leaving.vcpu(1, vcpu -> vcpu.down(true)));
    assertHolds(leaving.vcpu(1, vcpu -> vcpu.down(false).online(false)));
  }

  @Test
  void aTaskThatCannotBeInterruptedOffItsTable() {
    assertHolds(
        Healthy.lazyVcpuOnSwapper()
            .vcpu(1, vcpu -> vcpu.irqsOff(true).current(13, 1, 1).lazyTlb(LazyTlb.State.OK, 1)));
  }

  @Test
  void aCallThatWaitsInsideItsBatchOrItsLock() {
    assertHolds(queued().vcpu(0, vcpu -> vcpu.batchDepth(1).irqsOff(true)));
    assertHolds(queued().vcpu(0, vcpu -> vcpu.lazyMode(LazyMode.MMU)));
  }

  @Test
  void aReferenceHeldByAHypercallInFlight() {
    assertHolds(Healthy.state().frame(L1, frame -> frame.counts(2, 2).transientRefs(1)));
  }

  @Test
  void aCallInFlight() {
    assertHolds(Healthy.state().call(0, "stop_self", call -> call.selected(0b10, false)));
    assertHolds(
        Healthy.state()
            .call(0, "stop_self", call -> call.selected(0b10, false).counts(1, 0).run(1)));
  }

  @Test
  void aVcpuThatHasNotComeToItsEventYet() {
    assertHolds(
        Healthy.state()
            .port(3, 1, PortState.Use.CALL_FUNCTION, true, false)
            .vcpu(1, vcpu -> vcpu.activity(Activity.RUNNING).irqs(false, true, true, false)));
  }

  @Test
  void aVcpuThatSleepsOverNothing() {
    assertHolds(Healthy.state().vcpu(1, vcpu -> vcpu.activity(Activity.BLOCKED)));
  }

  @Test
  void aTableThatIsMappedToBeRead() {
    assertHolds(
        Healthy.state()
            .frame(L1, frame -> frame.entry(2, L2, false))
            .vcpu(1, vcpu -> vcpu.translation(0xc0005, L2, false, true, List.of())));
  }

  /// The kmap that nobody uses any more stands until the kmaps are flushed.
  @Test
  void aPageFreedUnderAKmapThatStands() {
    var walk =
        List.of(
            new Translation.Step(PGD, 3),
            new Translation.Step(KERNEL_L2, 0),
            new Translation.Step(2, 1));
    SnapshotBuilder state =
        Healthy.state()
            .frame(2, frame -> frame.entry(1, 11, true))
            .frame(11, frame -> frame.type(FrameType.WRITABLE, true).counts(1, 1).free(true))
            .vcpu(1, vcpu -> vcpu.translation(0xc0001, 11, true, true, walk));
    assertEquals(List.of(), Invariant.S10.judge(state.build()));
    state.frame(2, frame -> frame.noEntry(1));
    assertEquals(1, Invariant.S10.judge(state.build()).size(), "it stands no more");
  }

  @Test
  void aWritableTranslationOfATableThatWasFlushed() {
    assertHolds(
        Healthy.state().vcpu(1, vcpu -> vcpu.translation(0xc0005, L2, true, false, List.of())));
  }

  @Test
  void aVcpuThatIsInItsUpcall() {
    assertHolds(
        Healthy.state()
            .port(3, 1, PortState.Use.CALL_FUNCTION, true, false)
            .vcpu(1, vcpu -> vcpu.irqs(false, false, false, true)));
  }

  @Test
  void aMaskedPort() {
    assertHolds(Healthy.state().port(3, 1, PortState.Use.CALL_FUNCTION, true, true));
  }

  @Test
  void pgdListWhileItsLockIsHeld() {
    assertHolds(Healthy.state().listed(FREE).lock(LockKind.PGD_LOCK, NONE, 0));
  }

  @Test
  void whoeverWaitsButAnswers() {
    SnapshotBuilder state =
        Healthy.state()
            .lock(LockKind.CALL_LOCK, NONE, 0)
            .vcpu(0, vcpu -> vcpu.waitsForAnswers("call_function", 0b10))
            .vcpu(1, vcpu -> vcpu.waitsForLock(LockKind.CALL_LOCK, NONE));
    assertHolds(state);
  }

  @Test
  void whoeverWasLeftBehindByAStop() {
    SnapshotBuilder stopped =
        Healthy.lazyVcpuOnSwapper()
            .vcpu(0, vcpu -> vcpu.online(false).down(true).cr3(SWAPPER, SWAPPER, SWAPPER))
            .frame(PGD, frame -> frame.counts(1, 1))
            .frame(SWAPPER, frame -> frame.counts(3, 3))
            .lock(LockKind.PAGE_TABLE_LOCK, 1, 0)
            .vcpu(1, vcpu -> vcpu.waitsForLock(LockKind.PAGE_TABLE_LOCK, 1))
            .stalled()
            .stopCaller(0);
    assertHolds(stopped);
    assertBreaks(Invariant.L1, stopped.stopCaller(1));
  }

  @Test
  void aVcpuThatNeverStarted() {
    assertHolds(Healthy.state().vcpu(2, vcpu -> vcpu.online(false).down(true)));
  }

  @Test
  void aReusedPageDirectory() {
    assertHolds(Healthy.state().mm(7, mm -> mm.pgd(PGD).alive(false).counts(0, 0).pinned(1, 1)));
  }

  @Test
  void aPageDirectoryThatAFreedMmOnceHad() {
    assertHolds(
        Healthy.state()
            .mm(7, mm -> mm.pgd(PGD).alive(false).counts(0, 0).pinned(1, 1))
            .vcpu(1, vcpu -> vcpu.cr3(PGD, NONE, PGD)));
  }

  @Test
  void aPageDirectoryThatIsQueuedForAnythingButLoading() {
    assertHolds(
        Healthy.lazyVcpuOnSwapper()
            .mm(1, mm -> mm.mask(0b01))
            .vcpu(
                1,
                vcpu ->
                    vcpu.lazyMode(LazyMode.MMU)
                        .queued(HypercallOp.PIN_L3, PGD, 1, 11, NONE)
                        .calls(4, 3)));
  }

  @Test
  void aDescriptorTable() {
    assertHolds(
        Healthy.state()
            .frame(13, frame -> frame.type(FrameType.SEGMENT, true).linear(LinearMapping.RO)));
  }

  private static SnapshotBuilder clearedEntry() {
    return Healthy.state()
        .frame(L1, frame -> frame.noEntry(0))
        .frame(DATA, frame -> frame.counts(1, 1));
  }

  private static SnapshotBuilder queued() {
    return Healthy.state()
        .lock(LockKind.PAGE_TABLE_LOCK, 1, 0)
        .vcpu(0, vcpu -> vcpu.queued(HypercallOp.MMU_UPDATE, L1, 0, 10, 1).calls(8, 7));
  }

  private static void assertHolds(SnapshotBuilder state) {
    assertEquals(List.of(), Oracle.judge(state.build()));
  }

  private static void assertBreaks(Invariant invariant, SnapshotBuilder state) {
    assertEquals(
        List.of(invariant),
        Oracle.judge(state.build()).stream().map(Violation::invariant).distinct().toList());
  }
}

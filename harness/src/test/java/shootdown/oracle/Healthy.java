package shootdown.oracle;

import java.util.List;
import shootdown.oracle.PortState.Use;
import shootdown.oracle.Translation.Step;

/// Two vCPUs on one pinned PAE tree: vCPU 0 runs a task of mm 1, vCPU 1 runs a kernel thread that
/// has borrowed it.
///
/// ```
///  swapper 0 [3] ----+-> 1 [0] -> 2 [0] -> 9     kernel
///                    |
///  pgd     4 [3] ----+
///            [0] -> 5 [0] -> 6 [0] -> 7 writable
///                     |        [1] -> 8 read-only
///                     +- [1] -> 10 [0] -> 11     both highmem
///  free   12
/// ```
final class Healthy {
  static final int SWAPPER = 0;
  static final int KERNEL_L2 = 1;
  static final int PGD = 4;
  static final int L2 = 5;
  static final int L1 = 6;
  static final int DATA = 7;
  static final int SHARED_DATA = 8;
  static final int HIGHMEM_L1 = 10;
  static final int FREE = 12;
  static final int NONE = Snapshot.NONE;

  private Healthy() {}

  static SnapshotBuilder state() {
    SnapshotBuilder state = new SnapshotBuilder(SWAPPER, 0);
    kernelTables(state);
    userTables(state);
    pages(state);
    vcpus(state);
    return state
        .mm(0, mm -> mm.pgd(SWAPPER).counts(1, 1).pinned(1, 0))
        .mm(1, mm -> mm.pgd(PGD).counts(2, 2).mask(0b11).pinned(1, 0))
        .sleeper(12, 1, 1)
        .listed(SWAPPER)
        .listed(PGD)
        .unpin(0, FREE, 0, 0)
        .call(
            0,
            "drop_other_mm_ref",
            call -> call.selected(0b10, true).counts(1, 1).run(1).returned());
  }

  private static void kernelTables(SnapshotBuilder state) {
    state
        .frame(
            SWAPPER,
            frame -> table(frame, FrameType.L3, 1).pinned(true).mm(0).entry(3, KERNEL_L2, true))
        .frame(KERNEL_L2, frame -> table(frame, FrameType.L2, 2).mm(0).entry(0, 2, true))
        .frame(2, frame -> table(frame, FrameType.L1, 1).mm(0).entry(0, 9, true))
        .frame(9, frame -> frame.counts(2, 2));
  }

  private static void userTables(SnapshotBuilder state) {
    state
        .frame(
            PGD,
            frame ->
                table(frame, FrameType.L3, 3)
                    .pinned(true)
                    .mm(1)
                    .entry(0, L2, true)
                    .entry(3, KERNEL_L2, true))
        .frame(
            L2,
            frame ->
                table(frame, FrameType.L2, 1).mm(1).entry(0, L1, true).entry(1, HIGHMEM_L1, true))
        .frame(
            L1,
            frame ->
                table(frame, FrameType.L1, 1)
                    .mm(1)
                    .entry(0, DATA, true)
                    .entry(1, SHARED_DATA, false))
        .frame(
            HIGHMEM_L1,
            frame ->
                table(frame, FrameType.L1, 1).linear(LinearMapping.NONE).mm(1).entry(0, 11, true));
  }

  private static FrameBuilder table(FrameBuilder frame, FrameType type, int count) {
    return frame.type(type, true).counts(count, count).pgPinned(true).linear(LinearMapping.RO);
  }

  private static void pages(SnapshotBuilder state) {
    state
        .frame(DATA, frame -> frame.counts(2, 2))
        .frame(SHARED_DATA, frame -> frame.counts(1, 2))
        .frame(11, frame -> frame.linear(LinearMapping.NONE))
        .frame(FREE, frame -> frame.free(true));
  }

  private static void vcpus(SnapshotBuilder state) {
    state
        .vcpu(
            0,
            vcpu ->
                vcpu.current(10, 1, 1)
                    .lazyTlb(LazyTlb.State.OK, 1)
                    .cr3(PGD, PGD, PGD)
                    .calls(7, 7)
                    .translation(0, DATA, true, true, walk(0))
                    .translation(0xc0007, DATA, true, true, List.of()))
        .vcpu(
            1,
            vcpu ->
                vcpu.current(11, NONE, 1)
                    .lazyTlb(LazyTlb.State.LAZY, 1)
                    .cr3(PGD, PGD, PGD)
                    .calls(3, 3)
                    .translation(1, SHARED_DATA, false, true, walk(1))
                    .translation(5, FREE, true, false, walk(5)));
    for (int vcpu = 0; vcpu < 2; vcpu++) {
      ports(state, vcpu);
    }
  }

  static SnapshotBuilder ports(SnapshotBuilder state, int vcpu) {
    return state
        .port(2 * vcpu, vcpu, Use.RESCHEDULE, false, false)
        .port(2 * vcpu + 1, vcpu, Use.CALL_FUNCTION, false, false);
  }

  /// The way to a page of the L1 table.
  static List<Step> walk(int index) {
    return List.of(new Step(PGD, 0), new Step(L2, 0), new Step(L1, index));
  }

  /// A vCPU other than the user one is on swapper.
  static SnapshotBuilder lazyVcpuOnSwapper() {
    return state()
        .vcpu(1, vcpu -> vcpu.cr3(SWAPPER, SWAPPER, SWAPPER))
        .frame(PGD, frame -> frame.counts(2, 2))
        .frame(SWAPPER, frame -> frame.counts(2, 2));
  }
}

package shootdown.oracle;

import java.util.Set;
import java.util.stream.Stream;
import shootdown.trace.LockKind;

/// [Invariant#S11]: PG_pinned, a read-only linear mapping and a place in a pinned tree go together.
final class PinnedFlags {
  private PinnedFlags() {}

  static Stream<Violation> check(Snapshot snapshot) {
    Set<Integer> tree = PinnedTree.of(snapshot);
    return snapshot
        .eachFrame()
        .filter(frame -> frame.type() != FrameType.SEGMENT)
        .filter(frame -> !isChanging(frame, snapshot))
        .flatMap(frame -> check(frame, tree.contains(frame.number())));
  }

  private static boolean isChanging(FrameState frame, Snapshot snapshot) {
    return snapshot.isChanging(frame.mm())
        || snapshot.holder(LockKind.PTE_LOCK, frame.number()).isPresent();
  }

  private static Stream<Violation> check(FrameState frame, boolean inTree) {
    boolean mapped = frame.linear() != LinearMapping.NONE;
    boolean readOnly = frame.linear() == LinearMapping.RO;
    return frame.pgPinned() == inTree && (!mapped || readOnly == inTree)
        ? Stream.of()
        : Stream.of(
            Violation.of(
                    Invariant.S11, "PG_pinned, linear mapping and pinned tree do not go together")
                .frame(frame.number())
                .with("pgPinned", frame.pgPinned())
                .with("linear", frame.linear())
                .with("inTree", inTree));
  }
}

package shootdown.oracle;

import java.util.stream.Stream;

/// [Invariant#S13]: pin and unpin of a page directory take turns.
final class PinAlternation {
  private PinAlternation() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return snapshot.mms().values().stream()
        .filter(mm -> mm.alive() && !snapshot.isChanging(mm.id()))
        .filter(mm -> mm.pins() - mm.unpins() != (isPinned(mm, snapshot) ? 1 : 0))
        .map(
            mm ->
                Violation.of(Invariant.S13, "pins and unpins of a page directory do not alternate")
                    .frame(mm.pgd())
                    .with("mm", mm.id())
                    .with("pins", mm.pins())
                    .with("unpins", mm.unpins())
                    .with("pinned", isPinned(mm, snapshot)));
  }

  private static boolean isPinned(MmState mm, Snapshot snapshot) {
    return snapshot.frame(mm.pgd()).map(FrameState::pinned).orElse(false);
  }
}

package shootdown.oracle;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;

/// The frames of all pinned trees: whatever a pinned bit keeps a table.
///
/// Stands for pgd_walk in arch/i386/xen/mmu.c, which stops at the L1 tables.
final class PinnedTree {
  private PinnedTree() {}

  static Set<Integer> of(Snapshot snapshot) {
    Queue<FrameState> open = new ArrayDeque<>();
    snapshot.eachFrame().filter(FrameState::pinned).forEach(open::add);
    Set<Integer> members = new HashSet<>();
    while (!open.isEmpty()) {
      FrameState table = open.remove();
      if (members.add(table.number()) && table.type().level() > 1) {
        table.entries().forEach(entry -> snapshot.frame(entry.target()).ifPresent(open::add));
      }
    }
    return members;
  }
}

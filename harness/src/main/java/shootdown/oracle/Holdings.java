package shootdown.oracle;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// [Invariant#S16], once all operations are through: an mm is held by nobody but its users and
/// borrowers, and a page that no living mm and no kernel table leads to is free.
///
/// While somebody is in the middle of an operation, both may be otherwise: he holds a reference, or
/// a page that is not linked yet.
final class Holdings {
  private Holdings() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return snapshot.settled() ? Stream.concat(overcounted(snapshot), lost(snapshot)) : Stream.of();
  }

  private static Stream<Violation> overcounted(Snapshot snapshot) {
    return snapshot.mms().values().stream()
        .filter(MmState::alive)
        .filter(mm -> mm.count() > MmLifetimes.references(mm, snapshot))
        .map(
            mm ->
                Violation.of(Invariant.S16, "mm_count is higher than the references that exist")
                    .with("mm", mm.id())
                    .with("count", mm.count())
                    .with("references", MmLifetimes.references(mm, snapshot)));
  }

  private static Stream<Violation> lost(Snapshot snapshot) {
    Set<Integer> held = held(snapshot);
    List<Integer> lost =
        snapshot
            .eachFrame()
            .filter(frame -> !frame.free() && !held.contains(frame.number()))
            .map(FrameState::number)
            .toList();
    return lost.isEmpty()
        ? Stream.of()
        : Stream.of(
            Violation.of(Invariant.S16, "page is not free and nobody holds it")
                .frame(lost.getFirst())
                .with("pages", lost.size()));
  }

  /// What page directories lead to: tables, and the pages that those map. Who merely borrows an mm
  /// holds no more of it than the kernel's part.
  private static Set<Integer> held(Snapshot snapshot) {
    Set<Integer> held = new HashSet<>();
    Set<Integer> level = new HashSet<>();
    level.add(snapshot.swapper());
    for (MmState mm : snapshot.mms().values()) {
      if (mm.users() > 0) {
        level.add(mm.pgd());
      } else if (mm.alive()) {
        held.add(mm.pgd());
        kernelEntries(mm.pgd(), snapshot).forEach(held::add);
      }
    }
    for (int depth = snapshot.rootLevel(); depth >= 0; depth--) {
      held.addAll(level);
      level = targets(level, snapshot);
    }
    return held;
  }

  private static Stream<Integer> kernelEntries(int pgd, Snapshot snapshot) {
    return snapshot.frame(pgd).stream()
        .flatMap(table -> table.entries().stream())
        .filter(entry -> entry.index() >= snapshot.firstKernelEntry())
        .map(EntryState::target);
  }

  private static Set<Integer> targets(Set<Integer> tables, Snapshot snapshot) {
    return tables.stream()
        .flatMap(number -> snapshot.frame(number).stream())
        .flatMap(table -> table.entries().stream())
        .map(EntryState::target)
        .collect(Collectors.toSet());
  }
}

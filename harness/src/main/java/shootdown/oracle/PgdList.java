package shootdown.oracle;

import java.util.List;
import java.util.stream.Stream;
import shootdown.trace.LockKind;

/// [Invariant#S21]: every listed page directory exists and shows the kernel as swapper does, and
/// that of every mm is listed: whoever walks the list would miss it.
final class PgdList {
  private PgdList() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return snapshot.holder(LockKind.PGD_LOCK, Snapshot.NONE).isPresent()
        ? Stream.of()
        : Stream.concat(
            snapshot.pgdList().stream().flatMap(pgd -> check(pgd, snapshot)),
            snapshot.mms().values().stream()
                .filter(mm -> isMissing(mm, snapshot))
                .map(PgdList::missing));
  }

  private static boolean isMissing(MmState mm, Snapshot snapshot) {
    return mm.alive() && mm.id() != snapshot.initMm() && !snapshot.pgdList().contains(mm.pgd());
  }

  private static Violation missing(MmState mm) {
    return Violation.of(Invariant.S21, "page directory of an mm is on no list")
        .frame(mm.pgd())
        .with("mm", mm.id());
  }

  private static Stream<Violation> check(int pgd, Snapshot snapshot) {
    if (snapshot.frame(pgd).map(FrameState::free).orElse(true)) {
      return Stream.of(Violation.of(Invariant.S21, "listed page directory is free").frame(pgd));
    }
    List<EntryState> expected = kernelEntries(snapshot.swapper(), snapshot);
    List<EntryState> found = kernelEntries(pgd, snapshot);
    return found.equals(expected)
        ? Stream.of()
        : Stream.of(
            Violation.of(
                    Invariant.S21, "kernel entries of a listed page directory differ from swapper")
                .frame(pgd)
                .with("entries", spell(found))
                .with("swapper", spell(expected)));
  }

  /// What maps the kernel: with two levels the entries of the page directory itself; with more, the
  /// entries of the table that its kernel entry links, which each mm has for itself.
  private static List<EntryState> kernelEntries(int pgd, Snapshot snapshot) {
    Stream<EntryState> top =
        entries(pgd, snapshot).filter(entry -> entry.index() >= snapshot.firstKernelEntry());
    return snapshot.rootLevel() == 2
        ? top.toList()
        : top.flatMap(entry -> entries(entry.target(), snapshot)).toList();
  }

  private static Stream<EntryState> entries(int table, Snapshot snapshot) {
    return snapshot.frame(table).stream().flatMap(frame -> frame.entries().stream());
  }

  private static List<String> spell(List<EntryState> entries) {
    return entries.stream().map(entry -> entry.index() + "->" + entry.target()).toList();
  }
}

package shootdown.oracle;

import static shootdown.oracle.Healthy.FREE;
import static shootdown.oracle.Healthy.KERNEL_L2;
import static shootdown.oracle.Healthy.L1;
import static shootdown.oracle.Healthy.PGD;
import static shootdown.oracle.Invariant.S11;
import static shootdown.oracle.Invariant.S13;
import static shootdown.oracle.Invariant.S21;
import static shootdown.oracle.Invariant.S4;
import static shootdown.oracle.Invariant.S5;

import java.util.stream.Stream;
import shootdown.trace.HypercallOp;

/// Bad states of pinning and unpinning: S4, S5, S11, S13, S21.
final class BadTables {
  private BadTables() {}

  static Stream<BadState> all() {
    return Stream.of(unpinning(), pinning(), listing()).flatMap(states -> states);
  }

  private static Stream<BadState> unpinning() {
    return Stream.of(
        BadState.of(
            "unpin found a reference",
            S4,
            Healthy.state().unpin(0, PGD, 1, 3),
            "pinned bit cleared while the table is still referenced:"
                + " frame=4 references=1 refusedRemaps=3 cpu=0"),
        BadState.of(
            "unpin left its pages read-only",
            S4,
            Healthy.state().unpin(0, PGD, 0, 1),
            "pinned bit cleared while the table is still referenced:"
                + " frame=4 references=0 refusedRemaps=1 cpu=0"),
        BadState.of(
                "unpinned under two vCPUs",
                S4,
                Healthy.state()
                    .frame(PGD, frame -> frame.pinned(false).counts(2, 2))
                    .mm(1, mm -> mm.pinned(1, 1)),
                "cr3 holds a page directory that is not pinned: frame=4 references=2 cpu=0",
                "cr3 holds a page directory that is not pinned: frame=4 references=2 cpu=1")
            .also(S11),
        BadState.of(
            "remap refused",
            S5,
            Healthy.state().refused(0, HypercallOp.UPDATE_VA_MAPPING, L1, "-EINVAL"),
            "hypercall refused: frame=6 op=UPDATE_VA_MAPPING result=-EINVAL cpu=0"));
  }

  private static Stream<BadState> pinning() {
    return Stream.of(
        BadState.of(
            "table of a pinned tree without its flag",
            S11,
            Healthy.state().frame(L1, frame -> frame.pgPinned(false)),
            "PG_pinned, linear mapping and pinned tree do not go together:"
                + " frame=6 pgPinned=false linear=RO inTree=true"),
        BadState.of(
            "flag that outlived the table",
            S11,
            Healthy.state().frame(FREE, frame -> frame.pgPinned(true)),
            "PG_pinned, linear mapping and pinned tree do not go together:"
                + " frame=12 pgPinned=true linear=RW inTree=false"),
        BadState.of(
            "pinned twice",
            S13,
            Healthy.state().mm(1, mm -> mm.pinned(2, 0)),
            "pins and unpins of a page directory do not alternate:"
                + " frame=4 mm=1 pins=2 unpins=0 pinned=true"));
  }

  private static Stream<BadState> listing() {
    return Stream.of(
        BadState.of(
            "page directory without the kernel",
            S21,
            Healthy.state()
                .frame(PGD, frame -> frame.noEntry(3))
                .frame(KERNEL_L2, frame -> frame.counts(1, 1)),
            "kernel entries of a listed page directory differ from swapper:"
                + " frame=4 entries=[] swapper=[0->2]"),
        BadState.of(
            "freed page directory on the list",
            S21,
            Healthy.state().listed(FREE).frame(FREE, frame -> frame.entry(3, KERNEL_L2, true)),
            "listed page directory is free: frame=12"),
        BadState.of(
            "page directory that nobody who walks the list will find",
            S21,
            Healthy.state().mm(2, mm -> mm.pgd(FREE).counts(1, 1)),
            "page directory of an mm is on no list: frame=12 mm=2"));
  }
}

package shootdown.oracle;

import static shootdown.oracle.Healthy.DATA;
import static shootdown.oracle.Healthy.L1;
import static shootdown.oracle.Healthy.L2;
import static shootdown.oracle.Healthy.SHARED_DATA;
import static shootdown.oracle.Invariant.S10;

import java.util.stream.Stream;

/// Bad states of the TLBs: S10.
final class BadTlbs {
  private BadTlbs() {}

  static Stream<BadState> all() {
    return Stream.of(
        BadState.of(
            "entry cleared without a flush",
            S10,
            Healthy.state()
                .frame(L1, frame -> frame.noEntry(0))
                .frame(DATA, frame -> frame.counts(1, 1)),
            "TLB entry outlived a change of the entry it was filled from:"
                + " frame=7 vpn=0 root=4 table=6 index=0 cpu=0"),
        BadState.of(
            "write permission taken without a flush",
            S10,
            Healthy.state()
                .frame(L1, frame -> frame.entry(0, DATA, false))
                .frame(DATA, frame -> frame.counts(1, 2)),
            "TLB entry outlived a change of the entry it was filled from:"
                + " frame=7 vpn=0 root=4 table=6 index=0 cpu=0"),
        BadState.of(
            "page freed before the flush",
            S10,
            Healthy.state()
                .frame(L1, frame -> frame.noEntry(1))
                .frame(SHARED_DATA, frame -> frame.counts(1, 1).free(true)),
            "page freed while a live TLB entry maps it: frame=8 vpn=1 root=4 cpu=1"),
        BadState.of(
            "table freed before the flush",
            S10,
            Healthy.state()
                .frame(L2, frame -> frame.noEntry(0))
                .frame(
                    L1,
                    frame ->
                        frame
                            .type(FrameType.WRITABLE, true)
                            .linear(LinearMapping.RW)
                            .pgPinned(false)
                            .noEntry(0)
                            .noEntry(1)
                            .free(true))
                .frame(DATA, frame -> frame.counts(1, 1)),
            "TLB entry was filled through a table that is free:"
                + " frame=7 vpn=0 root=4 table=6 index=0 cpu=0",
            "TLB entry was filled through a table that is free:"
                + " frame=8 vpn=1 root=4 table=6 index=1 cpu=1"));
  }
}

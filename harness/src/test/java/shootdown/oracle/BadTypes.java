package shootdown.oracle;

import static shootdown.oracle.Healthy.DATA;
import static shootdown.oracle.Healthy.FREE;
import static shootdown.oracle.Healthy.HIGHMEM_L1;
import static shootdown.oracle.Healthy.L1;
import static shootdown.oracle.Healthy.L2;
import static shootdown.oracle.Healthy.PGD;
import static shootdown.oracle.Healthy.SWAPPER;
import static shootdown.oracle.Invariant.S1;
import static shootdown.oracle.Invariant.S12;
import static shootdown.oracle.Invariant.S2;
import static shootdown.oracle.Invariant.S3;

import java.util.List;
import java.util.stream.Stream;

/// Bad states of the hypervisor's types and counts: S1, S2, S3, S12.
final class BadTypes {
  private BadTypes() {}

  static Stream<BadState> all() {
    return Stream.of(roots(), counts(), writers()).flatMap(states -> states);
  }

  private static Stream<BadState> roots() {
    return Stream.of(
        BadState.of(
            "root not validated",
            S1,
            Healthy.state()
                .frame(13, frame -> frame.type(FrameType.L3, false).linear(LinearMapping.NONE))
                .frame(PGD, frame -> frame.counts(2, 2))
                .vcpu(1, vcpu -> vcpu.cr3(13, 13, 13)),
            "cr3 points to a frame that is no validated root:"
                + " frame=13 type=L3 count=1 validated=false cpu=1"),
        BadState.of(
                "root of another level",
                S1,
                Healthy.state()
                    .tables(4, 3)
                    .frame(SWAPPER, frame -> frame.type(FrameType.L3, true)),
                "cr3 points to a frame that is no validated root:"
                    + " frame=4 type=L3 count=3 validated=true cpu=0",
                "cr3 points to a frame that is no validated root:"
                    + " frame=4 type=L3 count=3 validated=true cpu=1")
            .also(S2),
        BadState.of(
            "root that does not exist",
            S1,
            Healthy.state()
                .frame(PGD, frame -> frame.counts(2, 2))
                .vcpu(1, vcpu -> vcpu.cr3(99, 99, 99)),
            "cr3 points to no frame: frame=99 cpu=1"));
  }

  private static Stream<BadState> counts() {
    return Stream.of(
        BadState.of(
            "reference leaked",
            S2,
            Healthy.state().frame(L1, frame -> frame.counts(2, 2)),
            "type count differs from the references that exist:"
                + " frame=6 type=L1 count=2 references=1"),
        BadState.of(
            "mapping without a reference",
            S2,
            Healthy.state().frame(FREE, frame -> frame.type(FrameType.NONE, false).counts(0, 0)),
            "frame is referenced as another type than it has:"
                + " frame=12 type=NONE needed=WRITABLE references=1"),
        BadState.of(
            "general reference dropped once too often",
            S2,
            Healthy.state().frame(DATA, frame -> frame.counts(2, 1)),
            "general count is lower than the type count: frame=7 total=1 count=2"));
  }

  private static Stream<BadState> writers() {
    return Stream.of(
        BadState.of(
            "stale writable translation of a table",
            S3,
            Healthy.state().vcpu(1, vcpu -> vcpu.translation(0xc0006, L1, true, true, List.of())),
            "live table is writable through a TLB: frame=6 type=L1 vpn=786438 cpu=1"),
        BadState.of(
                "writable alias of a table",
                S3,
                Healthy.state().frame(L1, frame -> frame.entry(2, L2, true)),
                "live table is mapped writable by an entry: frame=5 type=L2 table=6 index=2")
            .also(S2),
        BadState.of(
                "forgotten temporary mapping of a highmem table",
                S3,
                Healthy.state().frame(HIGHMEM_L1, frame -> frame.writableKmaps(1)),
                "live table is mapped writable by the kernel: frame=10 type=L1 linear=NONE kmaps=1")
            .also(S2, S12),
        BadState.of(
                "table writable while it is being validated",
                S12,
                Healthy.state()
                    .frame(13, frame -> frame.type(FrameType.L1, false).transientRefs(1)),
                "page is writable before its type count is zero:"
                    + " frame=13 type=L1 count=1 linear=RW kmaps=0")
            .also(S2));
  }
}

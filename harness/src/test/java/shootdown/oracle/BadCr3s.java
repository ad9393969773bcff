package shootdown.oracle;

import static shootdown.oracle.Healthy.FREE;
import static shootdown.oracle.Healthy.NONE;
import static shootdown.oracle.Healthy.PGD;
import static shootdown.oracle.Healthy.SWAPPER;
import static shootdown.oracle.Invariant.S16;
import static shootdown.oracle.Invariant.S22;
import static shootdown.oracle.Invariant.S8;
import static shootdown.oracle.Invariant.S9;

import java.util.stream.Stream;
import shootdown.trace.HypercallOp;

/// Bad states of cr3, masks and references to an mm: S8, S9, S16, S22.
final class BadCr3s {
  private BadCr3s() {}

  static Stream<BadState> all() {
    return Stream.concat(switches(), lifetimes());
  }

  private static Stream<BadState> switches() {
    return Stream.of(
        BadState.of(
            "loaded and in nobody's mask",
            S8,
            Healthy.state().mm(1, mm -> mm.mask(0b01)).vcpu(1, vcpu -> vcpu.cr3(PGD, SWAPPER, PGD)),
            "vCPU holds a page directory and cannot be found:"
                + " frame=4 mm=1 mask={0} loaded=4 issued=0 cpu=1"),
        BadState.of(
            "interrupts off, but not for a switch",
            S8,
            Healthy.state()
                .mm(1, mm -> mm.mask(0b01))
                .vcpu(1, vcpu -> vcpu.irqsOff(true).cr3(PGD, SWAPPER, PGD)),
            "vCPU holds a page directory and cannot be found:"
                + " frame=4 mm=1 mask={0} loaded=4 issued=0 cpu=1"),
        BadState.of(
            "in a switch, but not with interrupts off",
            S8,
            Healthy.state()
                .mm(1, mm -> mm.mask(0b01))
                .vcpu(1, vcpu -> vcpu.inSwitch(true).cr3(PGD, SWAPPER, PGD)),
            "vCPU holds a page directory and cannot be found:"
                + " frame=4 mm=1 mask={0} loaded=4 issued=0 cpu=1"),
        BadState.of(
            "about to be loaded and in nobody's mask",
            S8,
            Healthy.lazyVcpuOnSwapper()
                .mm(1, mm -> mm.mask(0b01))
                .vcpu(
                    1,
                    vcpu ->
                        vcpu.lazyMode(LazyMode.CPU)
                            .queued(HypercallOp.NEW_BASEPTR, PGD, 1, 11, NONE)
                            .calls(4, 3)),
            "vCPU holds a page directory and cannot be found:"
                + " frame=4 mm=1 mask={0} loaded=0 issued=0 cpu=1"),
        BadState.of(
            "kernel thread in state OK",
            S9,
            Healthy.state().vcpu(1, vcpu -> vcpu.lazyTlb(LazyTlb.State.OK, 1)),
            "TLB state is OK for an mm that is not the task's:"
                + " active_mm=1 mm=none task=11 cpu=1"),
        BadState.of(
            "task on swapper",
            S22,
            Healthy.state()
                .vcpu(0, vcpu -> vcpu.cr3(SWAPPER, SWAPPER, SWAPPER))
                .frame(PGD, frame -> frame.counts(2, 2))
                .frame(SWAPPER, frame -> frame.counts(2, 2)),
            "task runs on a page table that is not its own:"
                + " frame=0 expected=4 mm=1 task=10 cpu=0"));
  }

  private static Stream<BadState> lifetimes() {
    return Stream.of(
        BadState.of(
            "reference that nobody gives back",
            S16,
            Healthy.state().mm(1, mm -> mm.counts(2, 3)).settled(),
            "mm_count is higher than the references that exist: mm=1 count=3 references=2"),
        BadState.of(
            "page that nobody gives back",
            S16,
            Healthy.state().frame(FREE, frame -> frame.free(false)).settled(),
            "page is not free and nobody holds it: frame=12 pages=1"),
        BadState.of(
            "tables left to an mm that has no users",
            S16,
            Healthy.state().mm(1, mm -> mm.counts(0, 1)).settled(),
            "page is not free and nobody holds it: frame=5 pages=6"),
        BadState.of(
            "borrowed mm freed",
            S16,
            Healthy.state()
                .mm(2, mm -> mm.pgd(FREE).alive(false).counts(0, 0).pinned(1, 1))
                .vcpu(1, vcpu -> vcpu.current(11, NONE, 2)),
            "mm freed while a task names it as active_mm: mm=2 task=11 cpu=1"),
        BadState.of(
            "loaded mm freed",
            S16,
            Healthy.state().mm(1, mm -> mm.alive(false)),
            "mm freed while a task names it as active_mm: mm=1 task=10 cpu=0",
            "mm freed while a task names it as active_mm: mm=1 task=11 cpu=1",
            "mm freed while its page directory is loaded: frame=4 mm=1 cpu=0",
            "mm freed while its page directory is loaded: frame=4 mm=1 cpu=1"),
        BadState.of(
            "borrowed without a reference",
            S16,
            Healthy.state().mm(1, mm -> mm.counts(2, 1)),
            "mm_count is lower than the references that exist:"
                + " mm=1 count=1 users=2 borrowers=1"));
  }
}

package shootdown.oracle;

import static shootdown.oracle.Healthy.L1;
import static shootdown.oracle.Healthy.NONE;
import static shootdown.oracle.Invariant.S18;
import static shootdown.oracle.Invariant.S6;
import static shootdown.oracle.Invariant.S7;

import java.util.stream.Stream;
import shootdown.trace.HypercallOp;

/// Bad states of the multicall buffers: S6, S7, S18.
final class BadBatches {
  private BadBatches() {}

  static Stream<BadState> all() {
    return Stream.of(
        BadState.of(
            "call left behind by its batch",
            S6,
            queued(LazyMode.NONE, 0, 10, NONE),
            "call left queued outside a batch and a lazy mode:"
                + " frame=6 op=MMU_UPDATE entries=1 cpu=0"),
        BadState.of(
            "call lost",
            S6,
            Healthy.state().vcpu(0, vcpu -> vcpu.calls(8, 7)),
            "queued calls were not executed once each: queued=8 executed=7 entries=0 cpu=0"),
        BadState.of(
            "call in the buffer of another vCPU",
            S6,
            queued(LazyMode.MMU, 1, 10, NONE),
            "call queued in the batch of another vCPU:"
                + " frame=6 op=MMU_UPDATE queuedBy=1 cpu=0"),
        BadState.of(
            "lazy mode left after the lock",
            S6,
            queued(LazyMode.MMU, 0, 10, 1),
            "update outlived the page_table_lock it was queued under:"
                + " frame=6 op=MMU_UPDATE mm=1 cpu=0"),
        BadState.of(
            "interrupts stayed off",
            S7,
            Healthy.state().vcpu(0, vcpu -> vcpu.lastBatch(false, true)),
            "interrupt flag differs after a balanced batch: before=ON after=OFF cpu=0"),
        BadState.of(
            "nested batch",
            S7,
            Healthy.state().vcpu(1, vcpu -> vcpu.batchDepth(2)),
            "batch opened inside a batch: depth=2 cpu=1"),
        BadState.of(
            "preempted in lazy mode",
            S18,
            queued(LazyMode.MMU, 0, 12, NONE),
            "task stopped running with work left in the batch:"
                + " frame=6 op=MMU_UPDATE task=12 current=10 cpu=0"));
  }

  private static SnapshotBuilder queued(LazyMode mode, int queuedBy, int task, int lockedMm) {
    return Healthy.state()
        .vcpu(
            0,
            vcpu ->
                vcpu.lazyMode(mode)
                    .queued(HypercallOp.MMU_UPDATE, L1, queuedBy, task, lockedMm)
                    .calls(8, 7));
  }
}

package shootdown.oracle;

import java.util.Optional;
import java.util.stream.Stream;
import shootdown.trace.LockKind;

/// [Invariant#S6]: what is queued is executed once, here, and in time.
final class QueuedCalls {
  private QueuedCalls() {}

  static Stream<Violation> check(Snapshot snapshot) {
    return snapshot
        .eachVcpu()
        .flatMap(
            vcpu ->
                Stream.of(late(vcpu), lost(vcpu), foreign(vcpu), unlocked(vcpu, snapshot))
                    .flatMap(violations -> violations));
  }

  private static Stream<Violation> late(VcpuState vcpu) {
    BatchState batch = vcpu.batch();
    return batch.mode() == LazyMode.NONE && batch.depth() == 0 && !batch.queue().isEmpty()
        ? Stream.of(
            Violation.of(Invariant.S6, "call left queued outside a batch and a lazy mode")
                .on(vcpu.id())
                .frame(batch.queue().getFirst().frame())
                .with("op", batch.queue().getFirst().op())
                .with("entries", batch.queue().size()))
        : Stream.of();
  }

  private static Stream<Violation> lost(VcpuState vcpu) {
    BatchState batch = vcpu.batch();
    return batch.queued() == batch.executed() + batch.queue().size()
        ? Stream.of()
        : Stream.of(
            Violation.of(Invariant.S6, "queued calls were not executed once each")
                .on(vcpu.id())
                .with("queued", batch.queued())
                .with("executed", batch.executed())
                .with("entries", batch.queue().size()));
  }

  private static Stream<Violation> foreign(VcpuState vcpu) {
    return vcpu.batch().queue().stream()
        .filter(call -> call.queuedBy() != vcpu.id())
        .map(
            call ->
                Violation.of(Invariant.S6, "call queued in the batch of another vCPU")
                    .on(vcpu.id())
                    .frame(call.frame())
                    .with("op", call.op())
                    .with("queuedBy", call.queuedBy()));
  }

  private static Stream<Violation> unlocked(VcpuState vcpu, Snapshot snapshot) {
    return vcpu.batch().queue().stream()
        .filter(call -> call.lockedMm() != Snapshot.NONE)
        .filter(call -> !holds(vcpu, call.lockedMm(), snapshot))
        .map(
            call ->
                Violation.of(
                        Invariant.S6, "update outlived the page_table_lock it was queued under")
                    .on(vcpu.id())
                    .frame(call.frame())
                    .with("op", call.op())
                    .with("mm", call.lockedMm()));
  }

  private static boolean holds(VcpuState vcpu, int mm, Snapshot snapshot) {
    return snapshot.holder(LockKind.PAGE_TABLE_LOCK, mm).equals(Optional.of(vcpu.id()));
  }
}

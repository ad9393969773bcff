package shootdown.oracle;

import static shootdown.oracle.Healthy.NONE;
import static shootdown.oracle.Invariant.L1;
import static shootdown.oracle.Invariant.L2;
import static shootdown.oracle.Invariant.L5;

import java.util.stream.Stream;
import shootdown.trace.LockKind;

/// Bad states of waiting: L1, L2, L5.
final class BadWaits {
  private BadWaits() {}

  static Stream<BadState> all() {
    return Stream.of(calls(), irqsOff(), otherMms()).flatMap(states -> states);
  }

  private static Stream<BadState> calls() {
    return Stream.of(
        BadState.of(
            "locks taken in both orders",
            L1,
            Healthy.state()
                .lock(LockKind.PAGE_TABLE_LOCK, 1, 0)
                .lock(LockKind.PGD_LOCK, NONE, 1)
                .vcpu(0, vcpu -> vcpu.waitsForLock(LockKind.PGD_LOCK, NONE))
                .vcpu(1, vcpu -> vcpu.waitsForLock(LockKind.PAGE_TABLE_LOCK, 1)),
            "vCPUs wait for each other:"
                + " cycle=[vcpu0 -pgd_lock-> vcpu1 -page_table_lock(1)-> vcpu0] cpu=0"),
        BadState.of(
            "stopped vCPU still in the online map",
            L1,
            Healthy.lazyVcpuOnSwapper()
                .vcpu(0, vcpu -> vcpu.waitsForAnswers("call_function", 0b10))
                .vcpu(1, vcpu -> vcpu.down(true)),
            "vCPU awaited that is down: target=1 over=call_function cpu=0"),
        BadState.of(
            "IPI lost",
            L1,
            Healthy.state().vcpu(0, vcpu -> vcpu.waitsForAnswers("call_function", 0b10)).stalled(),
            "nobody can take another step and a vCPU still waits:"
                + " waitingFor=call_function{1} cpu=0"),
        BadState.of(
            "validator gone",
            L1,
            Healthy.state().vcpu(0, vcpu -> vcpu.waitsForValidation(6, 1)).stalled(),
            "nobody can take another step and a vCPU still waits:"
                + " waitingFor=validation(6) cpu=0"));
  }

  private static Stream<BadState> irqsOff() {
    return Stream.of(
        BadState.of(
            "spins on page_table_lock from a context switch",
            L2,
            Healthy.state()
                .lock(LockKind.PAGE_TABLE_LOCK, 1, 0)
                .vcpu(1, vcpu -> vcpu.irqsOff(true).waitsForLock(LockKind.PAGE_TABLE_LOCK, 1)),
            "lock that is held across IPI waits spun on with interrupts off:"
                + " lock=page_table_lock(1) holder=0 cpu=1"),
        BadState.of(
            "waits for answers with interrupts off",
            L2,
            Healthy.state()
                .vcpu(0, vcpu -> vcpu.irqsOff(true).waitsForAnswers("do_flush_tlb_all", 0b10)),
            "IPI awaited with interrupts off: waitingFor=do_flush_tlb_all{1} cpu=0"),
        BadState.of(
                "two kmap flushes inside their batches",
                L2,
                Healthy.state()
                    .lock(LockKind.CALL_LOCK, NONE, 0)
                    .vcpu(0, vcpu -> vcpu.irqsOff(true).waitsForAnswers("do_flush_tlb_all", 0b10))
                    .vcpu(1, vcpu -> vcpu.irqsOff(true).waitsForLock(LockKind.CALL_LOCK, NONE)),
                "IPI awaited with interrupts off: waitingFor=do_flush_tlb_all{1} cpu=0",
                "lock that is held across IPI waits spun on with interrupts off:"
                    + " lock=call_lock holder=0 cpu=1")
            .also(L1));
  }

  private static Stream<BadState> otherMms() {
    return Stream.of(
        BadState.of(
            "exit takes the lock of another mm",
            L5,
            Healthy.state()
                .lock(LockKind.PAGE_TABLE_LOCK, 2, 1)
                .vcpu(
                    0,
                    vcpu ->
                        vcpu.operation(Operation.Kind.EXIT, 1)
                            .waitsForLock(LockKind.PAGE_TABLE_LOCK, 2)),
            "operation on an mm waits for another mm:"
                + " operation=EXIT mm=1 path=[vcpu0 -page_table_lock(2)-> vcpu1] cpu=0"),
        BadState.of(
            "pin waits behind somebody who waits for another mm",
            L5,
            Healthy.ports(Healthy.state(), 2)
                .lock(LockKind.PGD_LOCK, NONE, 1)
                .lock(LockKind.PAGE_TABLE_LOCK, 2, 2)
                .vcpu(
                    0,
                    vcpu ->
                        vcpu.operation(Operation.Kind.PIN, 1).waitsForLock(LockKind.PGD_LOCK, NONE))
                .vcpu(1, vcpu -> vcpu.waitsForLock(LockKind.PAGE_TABLE_LOCK, 2))
                .vcpu(2, vcpu -> vcpu.activity(Activity.RUNNING)),
            "operation on an mm waits for another mm: operation=PIN mm=1"
                + " path=[vcpu0 -pgd_lock-> vcpu1 -page_table_lock(2)-> vcpu2] cpu=0"));
  }
}

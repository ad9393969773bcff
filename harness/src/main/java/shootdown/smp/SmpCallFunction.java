package shootdown.smp;

import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import shootdown.event.IpiVector;
import shootdown.guest.Bug;
import shootdown.guest.CallData;
import shootdown.guest.CallFunction;
import shootdown.guest.Cpu;
import shootdown.guest.Guest;
import shootdown.sync.CpuMask;
import shootdown.trace.Breach;
import shootdown.trace.TraceKind;

/// Running a function on other vCPUs.
///
/// **Goal.** The function runs exactly once on each selected vCPU, of the call that was meant, and
/// the caller's block is touched only until he returns (S14, S15).
///
/// **What we rely on.** One call at a time, by `call_lock`: so a CALL_FUNCTION event needs no name,
/// and two of them never merge. The block is published before any event is sent, a full barrier
/// between. The handler reads all of the block before it counts itself as started: from then on the
/// block may be gone. The set of targets is one snapshot, taken under the lock, so that who is
/// counted is who is sent to, and nobody goes offline between (L1).
///
/// **While he spins** the caller has interrupts on and serves his own mailbox: two callers that
/// wait for each other would deadlock otherwise (L2).
///
/// Stands for: `xen_smp_call_function_mask`, `xen_call_function_interrupt`, arch/i386/xen/smp.c.
public interface SmpCallFunction extends SendIpi {

  /// `xen_smp_call_function_mask`: runs `func` on the vCPUs of `mask`.
  ///
  /// @param mask by value; the caller's own bit does not count
  /// @param wait whether to wait until the function has returned everywhere, not only started
  default void callFunctionMask(
      Cpu cpu, long mask, CallFunction func, @Nullable Object info, boolean wait) {
    Guest guest = cpu.guest();
    if (cpu.irqsOff()) {
      cpu.breach(Breach.IPI_WAIT_WITH_IRQS_OFF, mask, 0);
    }
    guest.callLock().lock(cpu);
    cpu.interruptPoint();
    long targets = callTargets(cpu, mask);
    if (targets != 0) {
      call(cpu, targets, Long.bitCount(targets), func, info, wait);
    }
    guest.callLock().unlock(cpu);
  }

  /// Whom the call selects: one snapshot, under `call_lock`.
  default long callTargets(Cpu cpu, long mask) {
    return mask & cpu.guest().online().snapshotOpaque() & ~CpuMask.of(cpu.id());
  }

  /// Publishes, sends, waits. Under `call_lock`.
  default void call(
      Cpu cpu, long targets, int expected, CallFunction func, @Nullable Object info, boolean wait) {
    cpu.trace(TraceKind.CALL_FUNCTION, targets);
    CallData data = cpu.callData();
    data.fill(func, info, wait, targets, expected);
    publish(cpu, data);
    cpu.interruptPoint();
    sendIpiMask(cpu, targets, IpiVector.CALL_FUNCTION);
    cpu.trace(TraceKind.WAIT_ACK, targets);
    cpu.await(data, 0);
    data.retireOpaque();
    cpu.trace(TraceKind.CALL_RETURN, 0);
  }

  /// `call_data = &data; mb();` Who calls twice in a row finds his block published already, and
  /// does not take the pointer's line away from the others; nobody else writes it meanwhile.
  default void publish(Cpu cpu, CallData data) {
    if (cpu.guest().callDataAcquire() != data) {
      cpu.guest().publishCallDataVolatile(data);
    }
    VarHandle.fullFence();
  }

  /// `xen_call_function_interrupt`: runs with interrupts off. The `mb()` before each counter is the
  /// counter's own: a locked increment is a full barrier, so the block has been read before it says
  /// started, and the function has run before it says finished.
  default void callFunctionInterrupt(Cpu cpu) {
    CallData data = cpu.guest().callDataAcquire();
    CallFunction func = data == null ? null : data.func();
    if (data == null || func == null) {
      throw Bug.on(cpu, Breach.CALL_WITHOUT_FUNCTION, -1, 0);
    }
    judge(cpu, data);
    Object info = data.info();
    boolean wait = data.waits();
    cpu.trace(TraceKind.CALL_STARTED, data.owner(), data.startVolatile());
    func.run(cpu, info);
    if (wait) {
      cpu.trace(TraceKind.CALL_FINISHED, data.owner(), data.finishVolatile());
    }
  }

  private static void judge(Cpu cpu, CallData data) {
    if (!cpu.guest().online().containsOpaque(cpu.id())) {
      cpu.breach(Breach.OFFLINE_VCPU_ANSWERED, IpiVector.CALL_FUNCTION.ordinal(), 0);
    }
    if (!data.isLiveOpaque()) {
      cpu.breach(Breach.CALL_BLOCK_TOUCHED_AFTER_RETURN, data.owner(), 0);
    } else if (!data.isTarget(cpu.id())) {
      cpu.breach(Breach.FUNCTION_RUN_UNASKED, data.owner(), 0);
    } else if (data.ranBeforeOpaque(cpu.id())) {
      cpu.breach(Breach.FUNCTION_RUN_TWICE, data.owner(), 2);
    }
  }
}

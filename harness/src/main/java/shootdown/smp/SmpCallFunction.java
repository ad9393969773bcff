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
    lockCalls(cpu);
    cpu.interruptPoint();
    long targets = callTargets(cpu, mask);
    if (targets != 0) {
      call(cpu, targets, Long.bitCount(targets), func, info, wait);
    }
    guest.callLock().unlock(cpu);
  }

  /// `spin_lock(&call_lock)`: one call at a time.
  default void lockCalls(Cpu cpu) {
    cpu.guest().callLock().lock(cpu);
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
    awaitAnswers(cpu, data, targets);
  }

  /// Spins until all have started, and finished if that was asked for; then the block is the
  /// caller's own again.
  default void awaitAnswers(Cpu cpu, CallData data, long targets) {
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

  /// `xen_call_function_interrupt`: runs with interrupts off. Everything is read from the block
  /// before it says started, and the function has run before it says finished.
  default void callFunctionInterrupt(Cpu cpu) {
    CallData data = publishedCall(cpu);
    CallFunction func = functionOf(cpu, data);
    Object info = data.info();
    boolean wait = data.waits();
    sayStarted(cpu, data);
    func.run(cpu, info);
    if (wait) {
      sayFinished(cpu, data);
    }
  }

  /// `call_data`, as a handler finds it.
  ///
  /// @throws Bug if there was no call yet
  default CallData publishedCall(Cpu cpu) {
    CallData data = cpu.guest().callDataAcquire();
    if (data == null) {
      throw Bug.on(cpu, Breach.CALL_WITHOUT_FUNCTION, -1, 0);
    }
    return data;
  }

  /// `call_data->func`. Here the referee looks whether the handler may.
  ///
  /// @throws Bug if the block was never filled
  default CallFunction functionOf(Cpu cpu, CallData data) {
    CallFunction func = data.func();
    if (func == null) {
      throw Bug.on(cpu, Breach.CALL_WITHOUT_FUNCTION, data.owner(), 0);
    }
    judge(cpu, data);
    return func;
  }

  /// `mb(); atomic_inc(&call_data->started)`. The barrier is the counter's own: a locked increment
  /// is a full one.
  default void sayStarted(Cpu cpu, CallData data) {
    cpu.trace(TraceKind.CALL_STARTED, data.owner(), data.startVolatile());
  }

  /// `mb(); atomic_inc(&call_data->finished)`, likewise.
  default void sayFinished(Cpu cpu, CallData data) {
    cpu.trace(TraceKind.CALL_FINISHED, data.owner(), data.finishVolatile());
  }

  /// Nobody sends a call to himself: whoever reads his own block answers somebody else's IPI.
  private static void judge(Cpu cpu, CallData data) {
    if (!cpu.guest().online().containsOpaque(cpu.id())) {
      cpu.breach(Breach.OFFLINE_VCPU_ANSWERED, IpiVector.CALL_FUNCTION.ordinal(), 0);
    }
    if (data.owner() == cpu.id()) {
      cpu.breach(Breach.CALL_OF_ANOTHER_CALLER, -1, data.owner());
    } else if (!data.isLiveOpaque()) {
      cpu.breach(Breach.CALL_BLOCK_TOUCHED_AFTER_RETURN, data.owner(), 0);
    } else if (!data.isTarget(cpu.id())) {
      cpu.breach(Breach.FUNCTION_RUN_UNASKED, data.owner(), 0);
    } else if (data.ranBeforeOpaque(cpu.id())) {
      cpu.breach(Breach.FUNCTION_RUN_TWICE, data.owner(), 2);
    }
  }
}

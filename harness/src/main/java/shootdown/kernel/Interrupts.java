package shootdown.kernel;

import shootdown.cpu.Vcpu;
import shootdown.event.IpiVector;
import shootdown.event.Upcalls;
import shootdown.guest.Callbacks;
import shootdown.guest.Cpu;
import shootdown.guest.LazyMode;
import shootdown.smp.SmpCallFunction;
import shootdown.trace.TraceKind;

/// From the hypervisor's upcall to the handlers.
///
/// A handler runs in lazy mode NONE: what it queues is issued there, with all that the interrupted
/// code had queued before it, in order. Otherwise a flush that a handler was asked for could be
/// acknowledged before it is executed.
///
/// Stands for: `xen_evtchn_do_upcall`, `disable_dynirq`, `enable_dynirq`, drivers/xen/events.c;
/// `xen_reschedule_interrupt`, `xen_call_function_interrupt`, arch/i386/xen/smp.c.
public interface Interrupts extends Callbacks, Upcalls, SmpCallFunction {

  @Override
  default void eventCallback(Cpu cpu) {
    doUpcall(cpu.guest().domain().channels(), cpu);
  }

  @Override
  default void doIrq(Vcpu vcpu, IpiVector vector) {
    if (vcpu instanceof Cpu cpu) {
      LazyMode interrupted = irqEnter(cpu);
      if (vector == IpiVector.CALL_FUNCTION) {
        callFunctionInterrupt(cpu);
      }
      cpu.setLazyMode(interrupted);
    }
  }

  /// `disable_irq`: `disable_dynirq` masks the port of `vector` on `target`, whoever asks.
  default void disableIrq(Cpu cpu, int target, IpiVector vector) {
    var channels = cpu.guest().domain().channels();
    maskEvtchn(channels, channels.ipiPortOpaque(target, vector));
  }

  /// `enable_irq`: `enable_dynirq` unmasks it; what came meanwhile is taken when interrupts are on
  /// again.
  default void enableIrq(Cpu cpu, int target, IpiVector vector) {
    var channels = cpu.guest().domain().channels();
    boolean off = cpu.irqSave();
    unmaskEvtchn(channels, cpu, channels.ipiPortOpaque(target, vector));
    cpu.irqRestore(off);
  }

  /// What the handler must not inherit.
  default LazyMode irqEnter(Cpu cpu) {
    LazyMode interrupted = cpu.lazyMode();
    cpu.setLazyMode(LazyMode.NONE);
    return interrupted;
  }

  @Override
  default void preempted(Cpu cpu) {
    cpu.trace(TraceKind.PREEMPT, cpu.current().id());
    cpu.guest().scheduler().preempted(cpu);
  }
}

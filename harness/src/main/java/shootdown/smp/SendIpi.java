package shootdown.smp;

import shootdown.event.EventChannelOps;
import shootdown.event.IpiVector;
import shootdown.guest.Bug;
import shootdown.guest.Cpu;
import shootdown.sync.CpuMask;
import shootdown.trace.Breach;
import shootdown.trace.TraceKind;

/// Interrupting other vCPUs.
///
/// Stands for: `xen_send_IPI_one`, `xen_send_IPI_mask`, `xen_smp_send_reschedule`,
/// arch/i386/xen/smp.c and drivers/xen/events.c.
public interface SendIpi {

  /// One hypercall, and like every hypercall an interrupt point on its way out.
  default void sendIpiOne(Cpu cpu, int target, IpiVector vector) {
    var channels = cpu.guest().domain().channels();
    int port = channels.ipiPortOpaque(target, vector);
    if (port < 0) {
      throw Bug.on(cpu, Breach.IPI_TO_UNBOUND_PORT, target, vector.ordinal());
    }
    cpu.trace(TraceKind.SEND_IPI, target, vector.ordinal());
    cpu.guest().gate().enter();
    if (cpu.guest().hypervisor().evtchnSend(channels, port) == EventChannelOps.COALESCED) {
      cpu.trace(TraceKind.COALESCED_IPI, target, vector.ordinal());
    }
    cpu.interruptPoint();
  }

  /// `xen_send_IPI_mask`: to those of `mask` that are online.
  default void sendIpiMask(Cpu cpu, long mask, IpiVector vector) {
    long targets = mask & cpu.guest().online().snapshotOpaque();
    for (int target = 0; targets != 0; target++, targets >>>= 1) {
      if (CpuMask.contains(targets, 0)) {
        sendIpiOne(cpu, target, vector);
      }
    }
  }

  /// Makes `target` look whether it should run something else.
  default void sendReschedule(Cpu cpu, int target) {
    cpu.guest().cpu(target).setNeedReschedOpaque();
    sendIpiOne(cpu, target, IpiVector.RESCHEDULE);
  }
}

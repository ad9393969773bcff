package shootdown.hypervisor;

import shootdown.cpu.Vcpu;
import shootdown.sync.CpuMask;
import shootdown.trace.TraceKind;

/// Flushing TLBs, one's own and others'.
///
/// A remote flush here is one increment of the target's generation, and so is over when the call
/// returns, as Xen's synchronous flush is; how Xen gets there (an IPI between physical processors)
/// is not modelled.
///
/// Stands for: xen/arch/x86/flushtlb.c, `flush_tlb_mask` of xen/arch/x86/smp.c.
public interface TlbFlushes {

  /// Drops every translation `target` holds: tick the clock, bump the generation, then stamp.
  default void flushVcpu(Domain d, Vcpu by, Vcpu target) {
    int tick = tick(d, by);
    int generation = target.tlb().flushVolatile();
    target.flushedRelease(tick);
    by.trace(TraceKind.TLB_FLUSH, generation);
  }

  /// Drops the translations of one page that `target` holds. Stamps nothing: a flush of one page
  /// proves nothing about the others.
  default void flushPage(Vcpu target, int vpn) {
    target.tlb().invalidateVolatile(vpn);
  }

  /// Advances the clock; twice a round everybody is flushed, so that stamps stay comparable.
  default int tick(Domain d, Vcpu by) {
    int tick = d.clock().tickVolatile();
    if (TlbClock.roundBegins(tick)) {
      for (int i = 0; i < d.vcpuCount(); i++) {
        flushVcpu(d, by, d.vcpu(i));
      }
    }
    return tick;
  }

  /// Flushes every vCPU that may still translate to a frame last used at `stamp`: what a change of
  /// the frame's type needs, whatever the guest has flushed itself.
  default void flushSince(Domain d, Vcpu by, int stamp) {
    for (int i = 0; i < d.vcpuCount(); i++) {
      Vcpu target = d.vcpu(i);
      if (TlbClock.mayBeStale(target.flushTimeAcquire(), stamp)) {
        flushVcpu(d, by, target);
      }
    }
  }

  /// TLB_FLUSH_MULTI of a vCPU mask.
  default void flushMask(Domain d, Vcpu by, long mask) {
    for (int i = 0; i < d.vcpuCount(); i++) {
      if (CpuMask.contains(mask, i)) {
        flushVcpu(d, by, d.vcpu(i));
      }
    }
  }

  /// INVLPG_MULTI of a vCPU mask.
  default void invalidateMask(Domain d, long mask, int vpn) {
    for (int i = 0; i < d.vcpuCount(); i++) {
      if (CpuMask.contains(mask, i)) {
        flushPage(d.vcpu(i), vpn);
      }
    }
  }
}

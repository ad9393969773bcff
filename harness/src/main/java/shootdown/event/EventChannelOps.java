package shootdown.event;

import shootdown.cpu.Errno;
import shootdown.cpu.Vcpu;
import shootdown.sync.CpuMask;

/// What the hypervisor does with event channels.
///
/// Steps without state, so that a step can be replaced alone; the state is [EventChannels].
///
/// Stands for: xen/common/event_channel.c.
public interface EventChannelOps {
  /// What [#evtchnSend] answers if the event is one with another that was not taken yet.
  int COALESCED = 1;

  /// EVTCHNOP_bind_ipi: gives `vcpu` a port for `vector`, unmasked, bound to it for ever.
  ///
  /// Binding again gives the same port: a late sender must never find it reused.
  default int bindIpi(EventChannels channels, Vcpu vcpu, IpiVector vector) {
    int port = vcpu.id() * EventChannels.PORTS_PER_WORD + vector.ordinal();
    channels.bindRelease(port, vcpu.id());
    channels.word(port).unmaskVolatile(EventChannels.bitOf(port));
    channels.setIpiPortOpaque(vcpu.id(), vector, port);
    return port;
  }

  /// EVTCHNOP_close: takes the port for `vector` from `vcpu`. Nobody may be on his way to send to
  /// it.
  default void unbindIpi(EventChannels channels, Vcpu vcpu, IpiVector vector) {
    int port = channels.ipiPortOpaque(vcpu.id(), vector);
    channels.setIpiPortOpaque(vcpu.id(), vector, -1);
    channels.bindRelease(port, -1);
  }

  /// EVTCHNOP_bind_vcpu: from now on `port` notifies `vcpu`.
  default void bindVcpu(EventChannels channels, int port, Vcpu vcpu) {
    channels.bindRelease(port, vcpu.id());
  }

  /// EVTCHNOP_send.
  ///
  /// @return 0, or [#COALESCED], or -EINVAL if there is no such port or it is not bound
  default int evtchnSend(EventChannels channels, int port) {
    if (!channels.exists(port)) {
      return Errno.EINVAL;
    }
    int target = channels.boundToAcquire(port);
    if (target < 0) {
      return Errno.EINVAL;
    }
    return evtchnSetPending(channels, channels.vcpu(target), port) ? COALESCED : 0;
  }

  /// `evtchn_set_pending`, in this order and no other: the pending bit; if it is not masked, the
  /// selector of the vCPU it is bound to; the upcall flag; the kick. Each step is taken only by the
  /// one who made the step before it true.
  ///
  /// @return whether the port was pending already
  default boolean evtchnSetPending(EventChannels channels, Vcpu target, int port) {
    IpiMailbox word = channels.word(port);
    long bit = EventChannels.bitOf(port);
    if (word.testAndSetPendingVolatile(bit)) {
      return true;
    }
    if ((word.maskAcquire() & bit) == 0) {
      raise(channels, target, port);
    }
    return false;
  }

  /// Tells `target` to look at the word of `port`.
  default void raise(EventChannels channels, Vcpu target, int port) {
    IpiMailbox mailbox = channels.mailbox(target.id());
    if (!mailbox.testAndSetSelectorVolatile(EventChannels.wordOf(port))
        && !mailbox.testAndSetUpcallPendingVolatile()) {
      target.kickVolatile();
    }
  }

  /// EVTCHNOP_unmask: unmasks a port, which may be bound to another vCPU than the caller, and
  /// raises it again *there* if it became pending while it was masked.
  default int evtchnUnmask(EventChannels channels, int port) {
    if (!channels.exists(port) || channels.boundToAcquire(port) < 0) {
      return Errno.EINVAL;
    }
    IpiMailbox word = channels.word(port);
    long bit = EventChannels.bitOf(port);
    word.unmaskVolatile(bit);
    if ((word.pendingAcquire() & bit) != 0) {
      raise(channels, channels.vcpu(channels.boundToAcquire(port)), port);
    }
    return 0;
  }

  /// The ports bound to `vcpu` in `word`: its `cpu_evtchn_mask`.
  default long portsOf(EventChannels channels, int vcpu, int word) {
    long bits = 0;
    for (int i = 0; i < IpiVector.COUNT; i++) {
      int port = word * EventChannels.PORTS_PER_WORD + i;
      if (channels.boundToAcquire(port) == vcpu) {
        bits |= CpuMask.of(i);
      }
    }
    return bits;
  }
}

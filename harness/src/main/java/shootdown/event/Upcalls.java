package shootdown.event;

import shootdown.cpu.Vcpu;
import shootdown.trace.TraceKind;

/// The guest's side of event channels: from the upcall to the handler.
///
/// Runs with interrupts off, on the vCPU's own thread. A handler of a vCPU is never interrupted by
/// another event of that vCPU.
///
/// Stands for: drivers/xen/events.c (`xen_evtchn_do_upcall`, `unmask_evtchn`), `handle_level_irq`
/// of kernel/irq/chip.c.
public interface Upcalls extends EventChannelOps {

  /// Runs the handler of `vector`, interrupts off.
  void doIrq(Vcpu vcpu, IpiVector vector);

  /// `xen_evtchn_do_upcall`.
  default void doUpcall(EventChannels channels, Vcpu vcpu) {
    vcpu.trace(TraceKind.UPCALL, 0);
    long words = pickUp(channels.mailbox(vcpu.id()));
    while (words != 0) {
      int word = Long.numberOfTrailingZeros(words);
      words &= words - 1;
      scanWord(channels, vcpu, word);
    }
  }

  /// What the upcall is about: the flag is cleared *before* the selector is taken. A sender who
  /// comes between the two raises the flag again, and the return path looks once more; the other
  /// way round his notice would be wiped out (museum E04).
  ///
  /// @return the words to look at
  default long pickUp(IpiMailbox mailbox) {
    clearUpcallPending(mailbox);
    return takeSelector(mailbox);
  }

  default void clearUpcallPending(IpiMailbox mailbox) {
    mailbox.clearUpcallPendingRelease();
  }

  default long takeSelector(IpiMailbox mailbox) {
    return mailbox.takeSelectorVolatile();
  }

  /// Handles what is pending in one word, and looks again after each port.
  default void scanWord(EventChannels channels, Vcpu vcpu, int word) {
    IpiMailbox bits = channels.mailbox(word);
    long mine = portsOf(channels, vcpu.id(), word);
    for (; ; ) {
      long ready = bits.pendingAcquire() & ~bits.maskAcquire() & mine;
      if (ready == 0) {
        return;
      }
      int port = word * EventChannels.PORTS_PER_WORD + Long.numberOfTrailingZeros(ready);
      flow(channels, vcpu, port);
    }
  }

  /// How an IPI is handled: `handle_percpu_irq`, without a mask. Handlers of a vCPU do not
  /// interrupt each other, and the scan looks again after each; so nothing is gained by masking the
  /// port, and two locked operations are.
  default void flow(EventChannels channels, Vcpu vcpu, int port) {
    channels.word(port).clearPendingVolatile(EventChannels.bitOf(port));
    run(vcpu, port);
  }

  /// `handle_level_irq`: mask, acknowledge, handle, unmask. What every port had in 2007.
  default void handleLevelIrq(EventChannels channels, Vcpu vcpu, int port) {
    IpiMailbox word = channels.word(port);
    long bit = EventChannels.bitOf(port);
    word.maskVolatile(bit);
    word.clearPendingVolatile(bit);
    run(vcpu, port);
    unmaskEvtchn(channels, vcpu, port);
  }

  private void run(Vcpu vcpu, int port) {
    IpiVector vector = IpiVector.of(EventChannels.vectorOf(port));
    vcpu.trace(TraceKind.HANDLE_IPI, vector.ordinal());
    doIrq(vcpu, vector);
  }

  /// `mask_evtchn`: a bit in the shared page, whoever the port is bound to.
  default void maskEvtchn(EventChannels channels, int port) {
    channels.word(port).maskVolatile(EventChannels.bitOf(port));
  }

  /// `unmask_evtchn`: by hypercall if the port is bound elsewhere; else clear the mask and, if the
  /// port became pending while it was masked, raise it again on this vCPU. Interrupts off.
  default void unmaskEvtchn(EventChannels channels, Vcpu vcpu, int port) {
    if (isBoundElsewhere(channels, vcpu, port)) {
      evtchnUnmask(channels, port);
      return;
    }
    channels.word(port).unmaskVolatile(EventChannels.bitOf(port));
    if (channels.isPendingAcquire(port)) {
      raiseAgain(channels, vcpu, port);
    }
  }

  /// `cpu != cpu_from_evtchn(port)`.
  default boolean isBoundElsewhere(EventChannels channels, Vcpu vcpu, int port) {
    return channels.boundToAcquire(port) != vcpu.id();
  }

  /// What the hypervisor would have done, had the port not been masked: on the own vCPU.
  default void raiseAgain(EventChannels channels, Vcpu vcpu, int port) {
    IpiMailbox mailbox = channels.mailbox(vcpu.id());
    if (!mailbox.testAndSetSelectorVolatile(EventChannels.wordOf(port))) {
      mailbox.setUpcallPendingOpaque();
    }
  }
}

package shootdown.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import shootdown.cpu.Vcpu;

/// The event channels of a domain: the mailboxes, and which port notifies which vCPU.
///
/// A port is a bit in one word; each vCPU is given a word of ports, so that its two IPI ports live
/// in its own mailbox. A port can be bound to another vCPU than the one whose word it is in: that
/// is what the selector is for.
///
/// Stands for: `evtchn_bucket` and `shared_info`, xen/common/event_channel.c.
public final class EventChannels {
  private static final VarHandle NOTIFY = MethodHandles.arrayElementVarHandle(byte[].class);
  private static final VarHandle IPI_PORT = MethodHandles.arrayElementVarHandle(int[].class);

  /// Ports in a vCPU's word; the first ones are for its IPIs.
  public static final int PORTS_PER_WORD = 8;

  private static final byte UNBOUND = -1;

  private final Vcpu[] vcpus;
  private final IpiMailbox[] mailboxes;

  /// By port: the vCPU to notify, or [#UNBOUND].
  private final byte[] notify;

  /// By vCPU and vector: the port, or -1. The guest's `ipi_to_irq`, written before the vCPU is
  /// online, read by senders who saw it online; the online map orders the two.
  private final int[] ipiPort;

  public EventChannels(Vcpu[] vcpus) {
    this.vcpus = vcpus;
    this.mailboxes = new IpiMailbox[vcpus.length];
    Arrays.setAll(mailboxes, i -> new IpiMailbox());
    this.notify = new byte[vcpus.length * PORTS_PER_WORD];
    Arrays.fill(notify, UNBOUND);
    this.ipiPort = new int[vcpus.length * IpiVector.COUNT];
    Arrays.fill(ipiPort, -1);
  }

  public IpiMailbox mailbox(int vcpu) {
    return mailboxes[vcpu];
  }

  public Vcpu vcpu(int id) {
    return vcpus[id];
  }

  public boolean exists(int port) {
    return port >= 0 && port < notify.length;
  }

  /// The mailbox that has `port`'s bits.
  IpiMailbox word(int port) {
    return mailboxes[port / PORTS_PER_WORD];
  }

  static int wordOf(int port) {
    return port / PORTS_PER_WORD;
  }

  static long bitOf(int port) {
    return 1L << port % PORTS_PER_WORD;
  }

  /// Pairs with [#bindRelease]. The vCPU that `port` notifies, or -1.
  public int boundToAcquire(int port) {
    return (byte) NOTIFY.getAcquire(notify, port);
  }

  /// EVTCHNOP_bind_vcpu; pairs with [#boundToAcquire].
  public void bindRelease(int port, int vcpu) {
    NOTIFY.setRelease(notify, port, (byte) vcpu);
  }

  /// The port for `vector` on `vcpu`, or -1 while it is unbound.
  public int ipiPortOpaque(int vcpu, IpiVector vector) {
    return (int) IPI_PORT.getOpaque(ipiPort, vcpu * IpiVector.COUNT + vector.ordinal());
  }

  void setIpiPortOpaque(int vcpu, IpiVector vector, int port) {
    IPI_PORT.setOpaque(ipiPort, vcpu * IpiVector.COUNT + vector.ordinal(), port);
  }

  /// Whether an event waits on `port`, masked or not.
  public boolean isPendingAcquire(int port) {
    return (word(port).pendingAcquire() & bitOf(port)) != 0;
  }

  /// For the referee, while nobody takes a step: a port of `vcpu` with an event that is pending,
  /// not masked, and announced to nobody, so that it waits for the next one (S17); -1 if there is
  /// none.
  public int unannouncedTo(int vcpu) {
    for (int word = 0; word < mailboxes.length; word++) {
      if (!isAnnounced(vcpu, word)) {
        long ready = mailboxes[word].pendingAcquire() & ~mailboxes[word].maskAcquire();
        for (; ready != 0; ready &= ready - 1) {
          int port = word * PORTS_PER_WORD + Long.numberOfTrailingZeros(ready);
          if (boundToAcquire(port) == vcpu) {
            return port;
          }
        }
      }
    }
    return -1;
  }

  private boolean isAnnounced(int vcpu, int word) {
    IpiMailbox mailbox = mailboxes[vcpu];
    return mailbox.upcallPendingOpaque() && (mailbox.selectorAcquire() >>> word & 1) != 0;
  }

  /// Which vector `port` was bound for; IPI ports stand first in their word.
  static int vectorOf(int port) {
    return port % PORTS_PER_WORD;
  }
}

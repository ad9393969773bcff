package shootdown.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// Where interrupts for one vCPU are put down and picked up: its part of the page that Xen shares
/// with the guest.
///
/// A vCPU's mailbox has one word of the domain's pending and mask bits, and the vCPU's own selector
/// and upcall-pending flag. Bits are levels: a second send before the first is picked up is not
/// told apart from it. The sender goes pending, mask, selector, upcall-pending; the receiver clears
/// in the reverse order; whoever changes that order loses events (S17).
///
/// The mailbox has a cache line to itself: there is a line's worth of nothing before it; mailboxes
/// stand in a row, and what follows the last one is written once. The upcall mask is not in it,
/// although Xen has it there: only its own vCPU asks for it, at every statement, and it would be on
/// the line that senders write.
///
/// Stands for: `evtchn_pending`, `evtchn_mask` of `shared_info` and `vcpu_info`,
/// include/xen/interface/xen.h.
public final class IpiMailbox extends IpiMailboxFields {
  private static final VarHandle PENDING = handle("pending", long.class);
  private static final VarHandle MASK = handle("mask", long.class);
  private static final VarHandle SELECTOR = handle("selector", long.class);
  private static final VarHandle UPCALL_PENDING = handle("upcallPending", int.class);

  private static VarHandle handle(String field, Class<?> type) {
    try {
      return MethodHandles.lookup().findVarHandle(IpiMailboxFields.class, field, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /// `sync_test_and_set_bit(port, pending)`: whether the port was pending already.
  boolean testAndSetPendingVolatile(long bit) {
    return ((long) PENDING.getAndBitwiseOr(this, bit) & bit) != 0;
  }

  void clearPendingVolatile(long bit) {
    long _ = (long) PENDING.getAndBitwiseAnd(this, ~bit);
  }

  /// Pairs with [#testAndSetPendingVolatile].
  public long pendingAcquire() {
    return (long) PENDING.getAcquire(this);
  }

  void maskVolatile(long bit) {
    long _ = (long) MASK.getAndBitwiseOr(this, bit);
  }

  void unmaskVolatile(long bit) {
    long _ = (long) MASK.getAndBitwiseAnd(this, ~bit);
  }

  /// Pairs with [#unmaskVolatile].
  public long maskAcquire() {
    return (long) MASK.getAcquire(this);
  }

  /// Marks `word` as one to look at: whether it was marked already.
  boolean testAndSetSelectorVolatile(int word) {
    long bit = 1L << word;
    return ((long) SELECTOR.getAndBitwiseOr(this, bit) & bit) != 0;
  }

  /// `xchg(&pending_sel, 0)`: the words to look at; a full barrier.
  long takeSelectorVolatile() {
    return (long) SELECTOR.getAndSet(this, 0L);
  }

  public long selectorAcquire() {
    return (long) SELECTOR.getAcquire(this);
  }

  /// Raises the flag that makes the vCPU take its upcall: whether it was up already.
  boolean testAndSetUpcallPendingVolatile() {
    return (int) UPCALL_PENDING.getAndSet(this, 1) != 0;
  }

  /// Own vCPU, re-raising for itself.
  void setUpcallPendingOpaque() {
    UPCALL_PENDING.setOpaque(this, 1);
  }

  /// Own vCPU; ordered before the selector is taken by the barrier in [#takeSelectorVolatile].
  void clearUpcallPendingRelease() {
    UPCALL_PENDING.setRelease(this, 0);
  }

  /// What an interrupt point asks; the order comes with [#takeSelectorVolatile].
  public boolean upcallPendingOpaque() {
    return (int) UPCALL_PENDING.getOpaque(this) != 0;
  }
}

/// The shared words, after a line's worth of nothing.
abstract class IpiMailboxFields extends IpiMailboxPad {
  long pending;

  /// All ports begin masked, as Xen makes them.
  long mask = -1L;

  long selector;
  int upcallPending;
}

abstract class IpiMailboxPad {
  @SuppressWarnings("unused") // keeps the line to itself
  private long q1, q2, q3, q4, q5, q6, q7;
}

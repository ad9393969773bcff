package shootdown.trace;

import java.util.Locale;

/// The locks of the protocol, outermost first, as in the lock table of the fixed kernel.
///
/// Traces carry the [index][#index()], wait-for graphs the [word][#word()].
public enum LockKind {
  /// Guards the list of all page directories. Spun on with interrupts on.
  PGD_LOCK,
  /// One per mm. Held over the IPI wait of a kmap flush, so spun on with interrupts on.
  PAGE_TABLE_LOCK,
  /// Guards the cache of temporary mappings of highmem pages. Held over an IPI wait.
  KMAP_LOCK,
  /// One call of smp_call_function at a time. Its waiters serve their mailbox.
  CALL_LOCK,
  /// One per page-table page when locks are split; never held over an IPI wait.
  PTE_LOCK,
  /// The scheduler's, taken with interrupts off; never held over an IPI wait.
  RUNQUEUE_LOCK;

  static final Numbering<LockKind> NUMBERS = new Numbering<>(LockKind.class);

  /// The lock in the kernel's spelling, e.g. `page_table_lock`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether an IPI may be awaited while this lock is held, so that spinning on it with interrupts
  /// off can deadlock.
  public boolean heldAcrossIpiWait() {
    return compareTo(CALL_LOCK) <= 0;
  }

  /// The number a trace carries for this lock.
  public int index() {
    return NUMBERS.of(this);
  }
}

package shootdown.torture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import shootdown.trace.TraceKind;
import shootdown.trace.Watcher;

/// How often each kind of event happened on one vCPU, and the few pairs of events that tell more
/// than both.
///
/// Written by whoever plays the vCPU, or brings it up; read by anybody, at any time, one figure at
/// a time.
class Tally implements Watcher {
  private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int KINDS = TraceKind.values().length;

  /// What is counted besides kinds of events.
  enum Figure {
    /// A lazy borrower left an mm because another vCPU's exit asked it to.
    DROPPED_BY_IPI,
    /// Calls to the hypervisor that went in batches.
    BATCHED_CALLS,
    /// A batch was issued because it was full.
    BATCH_FULL,
    /// A batch was issued because a lazy mode began or ended.
    BATCH_BY_MODE
  }

  private final int capacity;
  private final long[] counts = new long[KINDS + Figure.values().length];
  private TraceKind last = TraceKind.MARK;

  /// Whether the last thing that was done to the batch was to issue it.
  private boolean issued;

  /// @param capacity of the multicall buffer
  Tally(int capacity) {
    this.capacity = capacity;
  }

  @Override
  public void saw(TraceKind kind, long a, long b) {
    add(kind.ordinal(), 1);
    switch (kind) {
      case MULTICALL -> {
        add(Figure.BATCHED_CALLS, a);
        add(Figure.BATCH_FULL, a == capacity ? 1 : 0);
        issued = a != capacity;
      }
      case LAZY_MODE -> {
        add(Figure.BATCH_BY_MODE, issued ? 1 : 0);
        issued = false;
      }
      case LEAVE_MM -> add(Figure.DROPPED_BY_IPI, last == TraceKind.DROP_OTHER_MM_REF ? 1 : 0);
      case QUEUE, LOCK, CONTEXT_SWITCH, SWITCH_MM, UPCALL -> issued = false;
      default -> {}
    }
    last = kind;
  }

  private void add(Figure figure, long n) {
    add(KINDS + figure.ordinal(), n);
  }

  private void add(int i, long n) {
    COUNT.setOpaque(counts, i, counts[i] + n);
  }

  long countOpaque(TraceKind kind) {
    return (long) COUNT.getOpaque(counts, kind.ordinal());
  }

  long countOpaque(Figure figure) {
    return (long) COUNT.getOpaque(counts, KINDS + figure.ordinal());
  }
}

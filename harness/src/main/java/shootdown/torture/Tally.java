package shootdown.torture;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import shootdown.trace.TraceKind;
import shootdown.trace.Watcher;

/// How often each kind of event happened on one vCPU, the few pairs of events that tell more than
/// both, and the last events.
///
/// Written by whoever plays the vCPU, or brings it up. A figure is read by anybody, at any time,
/// one at a time; the last events once he is through. Nothing here is ordered with another vCPU's.
class Tally implements Watcher {
  private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);
  private static final TraceKind[] ALL = TraceKind.values();

  /// Events kept, a power of two.
  static final int KEPT = 16;

  /// Events that are still kept after the first alarming one.
  private static final int AFTERMATH = 2;

  private static final int WORDS = 3;

  /// What is counted besides kinds of events.
  enum Figure {
    /// A lazy borrower left an mm because another vCPU's exit asked it to.
    DROPPED_BY_IPI,
    /// Calls to the hypervisor that went in batches.
    BATCHED_CALLS,
    /// A batch was issued for want of an entry; this and the next are in the order of `BatchEnd`.
    BATCH_OUT_OF_ENTRIES,
    /// For want of words for arguments.
    BATCH_OUT_OF_WORDS,
    /// For want of a callback.
    BATCH_OUT_OF_CALLBACKS,
    /// A lazy mode began or ended.
    BATCH_BY_MODE
  }

  private final long[] counts = new long[ALL.length + Figure.values().length];
  private TraceKind last = TraceKind.MARK;

  /// Kind and both numbers of each event kept.
  private final long[] kept = new long[WORDS * KEPT];

  private long keptSoFar;

  /// How many more to keep.
  private long toKeep = Long.MAX_VALUE;

  /// Of one vCPU. Only one whose run is recorded knows of the flight recorder.
  static Tally of(Settings settings, int cpu) {
    return settings.records() ? new FlightTally(cpu) : new Tally();
  }

  @Override
  public void saw(TraceKind kind, long a, long b) {
    add(kind.ordinal(), 1);
    keep(kind, a, b);
    switch (kind) {
      case BATCH_ENDS -> add(ALL.length + Figure.BATCH_OUT_OF_ENTRIES.ordinal() + (int) a, 1);
      case MULTICALL -> add(Figure.BATCHED_CALLS, a);
      case LEAVE_MM -> add(Figure.DROPPED_BY_IPI, last == TraceKind.DROP_OTHER_MM_REF ? 1 : 0);
      default -> {}
    }
    last = kind;
  }

  private void add(Figure figure, long n) {
    add(ALL.length + figure.ordinal(), n);
  }

  private void add(int i, long n) {
    COUNT.setOpaque(counts, i, counts[i] + n);
  }

  private void keep(TraceKind kind, long a, long b) {
    if (toKeep == 0) {
      return;
    }
    int at = WORDS * (int) (keptSoFar++ & (KEPT - 1));
    kept[at] = kind.ordinal();
    kept[at + 1] = a;
    kept[at + 2] = b;
    toKeep = kind.alarming() ? Math.min(toKeep - 1, AFTERMATH) : toKeep - 1;
  }

  /// In words, the oldest first: up to the end, or to a few after the first that was alarming.
  List<String> lastEvents() {
    var last = new ArrayList<String>();
    for (long i = Math.max(0, keptSoFar - KEPT); i < keptSoFar; i++) {
      int at = WORDS * (int) (i & (KEPT - 1));
      last.add(ALL[(int) kept[at]].text(kept[at + 1], kept[at + 2]));
    }
    return last;
  }

  long countOpaque(TraceKind kind) {
    return (long) COUNT.getOpaque(counts, kind.ordinal());
  }

  long countOpaque(Figure figure) {
    return (long) COUNT.getOpaque(counts, ALL.length + figure.ordinal());
  }
}

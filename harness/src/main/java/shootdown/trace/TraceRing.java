package shootdown.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The last events of one vCPU.
///
/// One writer, the thread that plays the vCPU; it overwrites its oldest events and allocates
/// nothing. Readers come after quiescence: they see every event recorded before a release that they
/// have acquired, and the release of [#record] is such a one. A reader that comes earlier may see
/// torn events, never an exception.
///
/// Stands for the per-CPU buffers of kernel/trace/ring_buffer.c in overwrite mode.
public final class TraceRing {
  private static final VarHandle RECORDED;

  static {
    try {
      RECORDED = MethodHandles.lookup().findVarHandle(TraceRing.class, "recorded", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int vcpu;
  private final int capacity;
  private final TraceClock clock;
  private final @Nullable Watcher watcher;
  private final TraceKind[] kinds;
  private final long[] orders;
  private final long[] first;
  private final long[] second;

  /// Events ever recorded. Written by the owner with release, see the package table.
  private long recorded;

  /// A ring for one vCPU.
  ///
  /// @param vcpu number of the vCPU whose thread records here
  /// @param capacity events kept, a power of two
  /// @param clock the clock of the machine
  /// @throws IllegalArgumentException if the capacity is no power of two
  public TraceRing(int vcpu, int capacity, TraceClock clock) {
    if (Integer.bitCount(capacity) != 1 || capacity < 0) {
      throw new IllegalArgumentException(
          "ring capacity is no power of two: capacity=" + capacity + " cpu=" + vcpu);
    }
    this(vcpu, capacity, clock, null);
  }

  private TraceRing(int vcpu, int capacity, TraceClock clock, @Nullable Watcher watcher) {
    this.watcher = watcher;
    this.vcpu = vcpu;
    this.capacity = capacity;
    this.clock = clock;
    this.kinds = new TraceKind[capacity];
    this.orders = new long[capacity];
    this.first = new long[capacity];
    this.second = new long[capacity];
    Arrays.fill(kinds, TraceKind.MARK);
  }

  /// A ring that keeps nothing: `watcher` sees all.
  public static TraceRing keepingNothing(int vcpu, Watcher watcher) {
    return new TraceRing(vcpu, 0, new TraceClock(), watcher);
  }

  /// An empty ring in place of this one, whose events `w` sees too.
  public TraceRing watched(Watcher w) {
    return new TraceRing(vcpu, capacity, clock, w);
  }

  /// Number of the vCPU that records here.
  public int vcpu() {
    return vcpu;
  }

  /// Appends an event, over the oldest if the ring is full. Only the thread playing the vCPU.
  ///
  /// @param kind what happened
  /// @param a first number, see the kind
  /// @param b second number, see the kind
  public void record(TraceKind kind, long a, long b) {
    Watcher w = watcher;
    if (w != null) {
      w.saw(kind, a, b);
    }
    if (capacity > 0) {
      keep(kind, a, b);
    }
  }

  private void keep(TraceKind kind, long a, long b) {
    long n = recorded;
    int slot = slot(n);
    orders[slot] = clock.tickAcquire();
    kinds[slot] = kind;
    first[slot] = a;
    second[slot] = b;
    publishRelease(n + 1);
  }

  /// Events ever recorded, overwritten ones included. Any thread; pairs with the release of
  /// [#record].
  public long recordedAcquire() {
    return (long) RECORDED.getAcquire(this);
  }

  /// Events no longer in the ring. Any thread, after quiescence.
  public long overwritten() {
    return Math.max(0, recordedAcquire() - capacity);
  }

  /// The events still in the ring, oldest first. Any thread, after quiescence.
  public List<TraceEvent> events() {
    long end = recordedAcquire();
    List<TraceEvent> events = new ArrayList<>();
    for (long n = Math.max(0, end - capacity); n < end; n++) {
      events.add(event(slot(n)));
    }
    return List.copyOf(events);
  }

  private TraceEvent event(int slot) {
    return new TraceEvent(orders[slot], vcpu, kinds[slot], first[slot], second[slot]);
  }

  private int slot(long n) {
    return (int) (n & (capacity - 1));
  }

  /// Pairs with [#recordedAcquire].
  private void publishRelease(long n) {
    RECORDED.setRelease(this, n);
  }
}

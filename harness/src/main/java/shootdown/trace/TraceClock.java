package shootdown.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/// One order for all events of a machine.
///
/// The order is that of the modifications of one location. If one event happens-before another, its
/// number is lower, whatever the access mode, because a location is coherent; the mode is the
/// weakest one the platform offers for a read-modify-write. On x86 it is a full fence all the same:
/// tracing changes what it watches, see the package comment.
public final class TraceClock {
  private static final VarHandle NEXT;

  static {
    try {
      NEXT = MethodHandles.lookup().findVarHandle(TraceClock.class, "next", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private long next;

  /// A clock that starts at zero. Made once per machine, before its vCPUs run.
  public TraceClock() {}

  /// Takes the next number. Any thread; no two calls return the same.
  long tickAcquire() {
    return (long) NEXT.getAndAddAcquire(this, 1L);
  }
}

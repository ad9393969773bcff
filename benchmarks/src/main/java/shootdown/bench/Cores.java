package shootdown.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;

/// Gives the calling thread a core to itself, where the host lets us.
///
/// Two threads that spin for each other on one core lose a time slice a trip; a scheduler with
/// other work to do puts them there now and then.
final class Cores {
  static final int ALL = Runtime.getRuntime().availableProcessors();

  private static final int SET_BYTES = 128;

  private Cores() {}

  /// Binds the calling thread to the `n`th of the cores it may run on.
  ///
  /// @return whether it is bound; not on a host without sched_setaffinity(2), nor with too few
  ///   cores
  static boolean bindTo(int n) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment set = arena.allocate(SET_BYTES, Long.BYTES);
      return call("sched_getaffinity", set) >= 0
          && keepOnly(n, set)
          && call("sched_setaffinity", set) >= 0;
    } catch (UnsupportedOperationException | NoSuchElementException e) {
      return false;
    }
  }

  private static boolean keepOnly(int n, MemorySegment set) {
    int seen = 0;
    boolean found = false;
    for (int core = 0; core < SET_BYTES * Byte.SIZE; core++) {
      int at = core / Byte.SIZE;
      byte bit = (byte) (1 << core % Byte.SIZE);
      byte old = set.get(ValueLayout.JAVA_BYTE, at);
      if ((old & bit) != 0 && seen++ == n) {
        found = true;
      } else {
        set.set(ValueLayout.JAVA_BYTE, at, (byte) (old & ~bit));
      }
    }
    return found;
  }

  @SuppressWarnings("restricted") // int f(pid_t, size_t, cpu_set_t *), pid 0 is the calling thread
  private static int call(String function, MemorySegment set) {
    Linker linker = Linker.nativeLinker();
    MethodHandle handle =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow(function),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_LONG,
                ValueLayout.ADDRESS));
    try {
      return (int) handle.invokeExact(0, (long) SET_BYTES, set);
    } catch (Throwable t) {
      throw new IllegalStateException(function + " has thrown", t);
    }
  }
}

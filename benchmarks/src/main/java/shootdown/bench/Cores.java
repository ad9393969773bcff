package shootdown.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// Gives the calling thread a core to itself, where the host lets us.
///
/// Two threads that spin for each other on one core lose a time slice a trip; a scheduler with
/// other work to do puts them there now and then. A thread inherits the cores of the one that
/// starts it, so the cores to choose from are those the JVM was given.
final class Cores {
  static final int ALL = Runtime.getRuntime().availableProcessors();

  private static final int SET_BYTES = 128;
  private static final @Nullable MethodHandle GET = find("sched_getaffinity");
  private static final @Nullable MethodHandle SET = find("sched_setaffinity");
  private static final @Nullable MemorySegment GIVEN = given();

  private Cores() {}

  /// Binds the calling thread to the `n`th of the cores there are.
  ///
  /// @return whether it is bound; not on a host without sched_setaffinity(2), nor with too few
  ///   cores
  static boolean bindTo(int n) {
    MemorySegment given = GIVEN;
    if (given == null) {
      return false;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment set = arena.allocate(SET_BYTES, Long.BYTES).copyFrom(given);
      return keepOnly(n, set) && call(SET, set) >= 0;
    }
  }

  /// Lets the calling thread run on any core again.
  static void release() {
    MemorySegment given = GIVEN;
    if (given != null) {
      int _ = call(SET, given);
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

  private static @Nullable MemorySegment given() {
    MemorySegment set = Arena.global().allocate(SET_BYTES, Long.BYTES);
    return call(GET, set) < 0 ? null : set.asReadOnly();
  }

  /// `int f(pid_t, size_t, cpu_set_t *)`, pid 0 is the calling thread.
  private static int call(@Nullable MethodHandle function, MemorySegment set) {
    if (function == null) {
      return -1;
    }
    try {
      return (int) function.invokeExact(0, (long) SET_BYTES, set);
    } catch (Throwable t) {
      throw new IllegalStateException("a system call has thrown", t);
    }
  }

  @SuppressWarnings("restricted") // the signature is known
  private static @Nullable MethodHandle find(String function) {
    try {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(
          linker.defaultLookup().findOrThrow(function),
          FunctionDescriptor.of(
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG,
              ValueLayout.ADDRESS));
    } catch (UnsupportedOperationException | NoSuchElementException e) {
      return null;
    }
  }
}

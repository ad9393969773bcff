package shootdown.bench;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import shootdown.hypervisor.HypercallGate;

/// A hypercall that costs what it must at least: a real trap, into the kernel of the host.
///
/// `getppid(2)` is the system call that does nothing else, and the one that no C library answers
/// from a cache.
final class KernelTrap implements HypercallGate {
  private static final @Nullable MethodHandle GETPPID = find();

  /// The trap of this platform.
  ///
  /// @throws Transport.Unavailable where there is none to be had, in words for the reader of the
  ///   results
  static HypercallGate ofThisPlatform() {
    if (GETPPID == null) {
      throw new Transport.Unavailable(
          "trap",
          "no getppid(2) through java.lang.foreign: os="
              + System.getProperty("os.name")
              + " arch="
              + System.getProperty("os.arch"));
    }
    return new KernelTrap();
  }

  @SuppressWarnings("restricted") // the signature of getppid(2) is known
  private static @Nullable MethodHandle find() {
    try {
      Linker linker = Linker.nativeLinker();
      MemorySegment getppid = linker.defaultLookup().findOrThrow("getppid");
      return linker.downcallHandle(getppid, FunctionDescriptor.of(ValueLayout.JAVA_INT));
    } catch (UnsupportedOperationException | NoSuchElementException e) {
      return null;
    }
  }

  @Override
  public void enter() {
    MethodHandle trap = GETPPID;
    if (trap != null) {
      call(trap);
    }
  }

  private static void call(MethodHandle trap) {
    try {
      int _ = (int) trap.invokeExact();
    } catch (Throwable t) {
      throw new IllegalStateException("getppid(2) has thrown", t);
    }
  }
}

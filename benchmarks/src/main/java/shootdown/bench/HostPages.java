package shootdown.bench;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;

/// Real pages of this process, to be protected by mprotect(2).
final class HostPages implements AutoCloseable {
  private static final int PROT_READ = 1;
  private static final int PROT_WRITE = 2;
  private static final int MAP_PRIVATE_ANONYMOUS = 0x22;

  private final MethodHandle mprotect;
  private final MethodHandle munmap;
  private final MemorySegment memory;
  private final long pageBytes;

  /// Maps pages and touches each.
  ///
  /// @throws Transport.Unavailable on a platform without mmap(2) and mprotect(2) as Linux has them
  HostPages(int pages) {
    if (!System.getProperty("os.name", "").equals("Linux")) {
      throw new Transport.Unavailable("mprotect", "os=" + System.getProperty("os.name"));
    }
    try {
      var word = ValueLayout.JAVA_LONG;
      var number = ValueLayout.JAVA_INT;
      pageBytes = (long) find("sysconf", FunctionDescriptor.of(word, number)).invokeExact(30);
      mprotect = find("mprotect", FunctionDescriptor.of(number, word, word, number));
      munmap = find("munmap", FunctionDescriptor.of(number, word, word));
      MethodHandle mmap =
          find("mmap", FunctionDescriptor.of(word, word, word, number, number, number, word));
      long at =
          (long)
              mmap.invokeExact(
                  0L, pages * pageBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE_ANONYMOUS, -1, 0L);
      if (at == -1) {
        throw new Transport.Unavailable("mprotect", "mmap(2) has refused");
      }
      memory = at(at, pages * pageBytes);
    } catch (UnsupportedOperationException | NoSuchElementException e) {
      throw new Transport.Unavailable("mprotect", "no such call to be linked: " + e.getMessage());
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable t) {
      throw new IllegalStateException("a system call has thrown", t);
    }
    touch(pages);
  }

  @SuppressWarnings("restricted") // it has just been mapped, with this size
  private static MemorySegment at(long address, long bytes) {
    return MemorySegment.ofAddress(address).reinterpret(bytes);
  }

  @SuppressWarnings("restricted") // the signatures are known
  private static MethodHandle find(String function, FunctionDescriptor signature) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(function), signature);
  }

  private void touch(int pages) {
    for (int page = 0; page < pages; page++) {
      memory.set(ValueLayout.JAVA_BYTE, page * pageBytes, (byte) 1);
    }
  }

  /// What the peer does: reads all pages, so that its core has translations of them.
  long sum(int pages) {
    long sum = 0;
    for (int page = 0; page < pages; page++) {
      sum += memory.get(ValueLayout.JAVA_BYTE, page * pageBytes);
    }
    return sum;
  }

  /// One call for `n` pages from `first`.
  void protect(int first, int n, boolean writable) {
    try {
      int rc =
          (int)
              mprotect.invokeExact(
                  memory.address() + first * pageBytes,
                  n * pageBytes,
                  writable ? PROT_READ | PROT_WRITE : PROT_READ);
      if (rc != 0) {
        throw new IllegalStateException("mprotect(2) has refused: first=" + first + " n=" + n);
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable t) {
      throw new IllegalStateException("a system call has thrown", t);
    }
  }

  /// The answer checked: how many of these pages the kernel says are writable.
  int writable(int pages) throws IOException {
    long first = memory.address();
    long end = first + pages * pageBytes;
    long bytes = 0;
    for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
      String[] range = line.substring(0, line.indexOf(' ')).split("-", 2);
      long from = Math.max(first, Long.parseUnsignedLong(range[0], 16));
      long to = Math.min(end, Long.parseUnsignedLong(range[1], 16));
      if (from < to && line.charAt(line.indexOf(' ') + 2) == 'w') {
        bytes += to - from;
      }
    }
    return (int) (bytes / pageBytes);
  }

  @Override
  public void close() {
    try {
      int _ = (int) munmap.invokeExact(memory.address(), memory.byteSize());
    } catch (Throwable t) {
      throw new IllegalStateException("munmap(2) has thrown", t);
    }
  }
}

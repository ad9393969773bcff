package shootdown.results.child;

import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.Optional;

/// Runs a tool's `main`, and ends it with its forks when the process that started it is gone: one
/// that is killed cannot end its children, and two campaigns at once would measure each other.
public final class Leash {
  /// Whose child it is; a fork of its own gets the same flag, and is not on a leash.
  static final String PARENT = "shootdown.parent";

  private static final long FAREWELL_MILLIS = 25_000;

  private Leash() {}

  /// Runs the tool.
  ///
  /// @param arguments its class, then its own
  public static void main(String[] arguments) throws Throwable {
    Thread.ofPlatform().daemon().name("leash").start(Leash::watch);
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    try {
      Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static void watch() {
    long expected = Long.getLong(PARENT, -1);
    Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    if (expected < 0) {
      return;
    }
    if (parent.filter(p -> p.pid() == expected).isPresent()) {
      ProcessHandle _ = parent.orElseThrow().onExit().join();
    }
    end();
  }

  /// An orderly end if it can be had, else the other one.
  private static void end() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Thread.ofPlatform().daemon().name("end of the leash").start(Leash::endAnyway);
    System.exit(1);
  }

  private static void endAnyway() {
    try {
      Thread.sleep(FAREWELL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }
}

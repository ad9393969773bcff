package shootdown.results.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of children: of those that hang, and of those whose parent is killed.
class LeashTest {
  private static final long LONG_SECONDS = 60;

  @TempDir Path folder;
  private final List<String> lines = new ArrayList<>();

  /// Its child's child has lost its parent by then: only the group knows it.
  @Test
  void whoHangsIsEndedWithForksThatNobodyCallsTheirOwn() throws Exception {
    Child child = new Child(new Interruption());
    Ending ending =
        child.run(
            List.of("sh", "-c", "(sleep 600 & echo $! ; echo gone) ; sleep 600"),
            folder,
            folder.resolve("log"),
            Duration.ofSeconds(3),
            lines::add);
    assertEquals(Ending.Why.OUT_OF_TIME, ending.why());
    assertEquals("gone", lines.getLast());
    assertGone(Long.parseLong(lines.getFirst()));
  }

  @Test
  void nobodyRunsPastTheDeadlineOfAll() {
    Child child = new Child(new Interruption(), Deadline.in(Duration.ofMillis(200)));
    Ending ending =
        child.run(
            List.of("sleep", "600"),
            folder,
            folder.resolve("log"),
            Duration.ofHours(1),
            lines::add);
    assertEquals(Ending.Why.OUT_OF_TIME, ending.why());
  }

  /// A tool on its leash, and the fork that it has started, end when the campaign is killed.
  @Test
  void whoseParentIsKilledEndsByItself() throws Exception {
    Process parent = new ProcessBuilder(java(Parent.class)).redirectErrorStream(true).start();
    try (BufferedReader said = parent.inputReader()) {
      long tool = Long.parseLong(String.valueOf(said.readLine()));
      long fork = Long.parseLong(String.valueOf(said.readLine()));
      parent.destroyForcibly();
      assertGone(tool);
      assertGone(fork);
    }
  }

  private static List<String> java(Class<?> main) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        System.getProperty("java.class.path"),
        main.getName());
  }

  private static void assertGone(long pid) throws Exception {
    Optional<ProcessHandle> process = ProcessHandle.of(pid);
    if (process.isPresent()) {
      ProcessHandle _ = process.get().onExit().get(LONG_SECONDS, TimeUnit.SECONDS);
    }
    assertTrue(ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty(), "alive: " + pid);
  }

  /// Starts a tool as a campaign does, and repeats what it says.
  static final class Parent {
    private Parent() {}

    /// Until it is killed.
    public static void main(String[] arguments) throws Exception {
      Process tool =
          new ProcessBuilder(ProcessGroup.leading(JavaCommand.of(Tool.class.getName(), List.of())))
              .redirectOutput(ProcessBuilder.Redirect.INHERIT)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      int _ = tool.waitFor();
    }
  }

  /// Forks, says who they are, and waits for ever.
  static final class Tool {
    private Tool() {}

    /// Until it is ended.
    public static void main(String[] arguments) throws Exception {
      Process fork = new ProcessBuilder("sleep", "600").start();
      System.out.println(ProcessHandle.current().pid());
      System.out.println(fork.pid());
      int _ = fork.waitFor();
    }
  }
}

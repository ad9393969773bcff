package shootdown.results.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shootdown.results.Fixtures;

class ChildTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;
  private final Interruption interruption = new Interruption();
  private final Child child = new Child(interruption);
  private final List<String> lines = new ArrayList<>();

  @Test
  void isHeardLineByLineAndKept() throws IOException {
    Ending ending = run(LONG, "echo one; echo two >&2; exit 7");

    assertEquals(Ending.Why.BY_ITSELF, ending.why());
    assertEquals(7, ending.code());
    assertEquals(List.of("one", "two"), lines);
    assertEquals("one\ntwo\n", Files.readString(folder.resolve("log")));
  }

  @Test
  void isEndedByTheClockWithItsOwnChildren() {
    Ending ending = run(Duration.ofMillis(50), "sleep 600 & echo $!; wait");

    assertEquals(Ending.Why.OUT_OF_TIME, ending.why());
    for (String pid : lines) {
      ProcessHandle.of(Long.parseLong(pid)).ifPresent(left -> left.onExit().join());
    }
  }

  @Test
  void whoWasAtWorkWhenItsTimeWasOverDidNotHang() {
    Child hurried = new Child(interruption, Deadline.in(LONG));
    Duration time = Duration.ofMillis(300);
    Ending busy = run(time, "while :; do echo at work; sleep 0.02; done");
    assertTrue(hurried.wasCutShort(busy, LONG));
    assertFalse(child.wasCutShort(busy, LONG), "nobody waited for it");
    Ending silent = run(time, "exec sleep 600");
    assertFalse(hurried.wasCutShort(silent, time), () -> silent.silence().toString());
    assertFalse(hurried.wasCutShort(run(LONG, "exit 0"), LONG), "it came to its end");
  }

  @Test
  void isEndedByCtrlC() {
    Thread hook = new Thread(interruption::request);
    Ending ending =
        child.run(
            List.of("sh", "-c", "echo ready; exec sleep 600"),
            folder,
            folder.resolve("log"),
            LONG,
            line -> hook.start());
    assertEquals(Ending.Why.INTERRUPTED, ending.why());
    assertTrue(interruption.requested());
    interruption.finished();
  }

  @Test
  void mayHaveALastWordIfItIsAskedPolitely() {
    Thread hook = new Thread(interruption::request);
    Ending ending =
        child.runPolitely(
            List.of(
                "sh",
                "-c",
                "trap 'echo goodbye; exit 0' TERM; echo ready; while :; do sleep 0.1; done"),
            folder,
            folder.resolve("log"),
            LONG,
            line -> {
              lines.add(line);
              if (line.equals("ready")) {
                hook.start();
              }
            });
    assertEquals(List.of("ready", "goodbye"), lines);
    assertEquals(Ending.Why.INTERRUPTED, ending.why());
    interruption.finished();
  }

  @Test
  void anOrdinaryEndIsNoInterruption() {
    interruption.finished();
    interruption.request();
    assertFalse(interruption.requested());
  }

  @Test
  void whatCannotBeStartedIsSaidInOneLine() {
    String message =
        Fixtures.refusal(
            InfrastructureFailure.class,
            () ->
                child.run(
                    List.of("/no/such/java"), folder, folder.resolve("log"), LONG, line -> {}));
    assertTrue(message.startsWith("cannot run /no/such/java"), message);
  }

  @Test
  void javaIsStartedAsWeAre() {
    List<String> command = JavaCommand.of("a.Main", List.of("-x"));
    assertTrue(command.getFirst().endsWith("java"));
    assertEquals(List.of("a.Main", "-x"), command.subList(command.size() - 2, command.size()));
    assertTrue(command.contains("--sun-misc-unsafe-memory-access=allow"));
    assertEquals("-Dshootdown.kernel=seed", JavaCommand.forkFlags("seed"));
  }

  private Ending run(Duration limit, String script) {
    return child.run(List.of("sh", "-c", script), folder, folder.resolve("log"), limit, lines::add);
  }
}

package shootdown.results.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shootdown.results.Main;
import shootdown.results.run.Run;
import shootdown.results.run.RunEnded;
import shootdown.results.run.RunFolder;
import shootdown.results.run.RunReader;
import shootdown.results.run.TortureRecord;
import shootdown.results.run.TortureStatistics;

/// Real runs of an hour that are ended by a signal. A moment is something they have said; a process
/// that never says it fails the test by its patience, which is nobody's timing.
@Timeout(600)
class TortureSignalsTest {
  private static final int LINES = 2;

  @TempDir Path folder;
  private final List<Process> started = new ArrayList<>();

  // --- asked to end ---

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void whoIsAskedToEndSaysHowItStoodAndKeepsIt(String signal) throws Exception {
    Process process = start("--vcpus", "4", "--statistics", "1s");
    await(process, () -> said().stream().filter(TortureSignalsTest::isStatistics).count() >= LINES);
    send(signal, process);
    assertTrue(process.waitFor() != Exit.HOLDS, this::log);

    String last = said().getLast();
    assertTrue(last.startsWith("torture: kernel=fixed vcpus=4 seed=5 "), this::log);
    assertTrue(last.endsWith(", stopped before its time: SUCCESS"), this::log);
    Run run = run();
    TortureRecord record = run.tortures().findFirst().orElseThrow();
    assertEquals(last, record.last());
    assertEquals("HOLDS", record.verdict());
    assertTrue(record.interrupted());
    assertTrue(record.operations() > 0);
    assertTrue(statistics(run) >= LINES);
    RunEnded ended = run.ended().orElseThrow();
    assertFalse(ended.complete());
    assertEquals("interrupted", ended.note());
  }

  /// It is looked for once more and cut down, for up to a minute and a half: what was found is
  /// found.
  @Test
  void whoIsAskedToEndOverAViolationHasFoundIt() throws Exception {
    Process process = start("--vcpus", "4", "--kernel", "A01", "--scenario", "exits");
    await(process, () -> log().contains("; looks for what led to it"));
    send("TERM", process);
    assertTrue(process.waitFor() != Exit.HOLDS, this::log);
    assertTrue(said().getLast().startsWith("torture: kernel=A01 vcpus=4 seed=5 "), this::log);
    assertTrue(said().getLast().endsWith(": FAILURE"), this::log);
    TortureRecord record = run().tortures().findFirst().orElseThrow();
    assertEquals("S4", record.code());
    assertTrue(record.report().startsWith("VIOLATED S4: "), record::report);
    assertTrue(record.report().contains("The last events of each vCPU"), record::report);
  }

  // --- not asked ---

  @Test
  void whoIsKilledLeavesEveryStatisticsLine() throws Exception {
    Process process = start("--vcpus", "4", "--statistics", "1s");
    await(process, () -> said().stream().filter(TortureSignalsTest::isStatistics).count() >= LINES);
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    int _ = process.waitFor();

    Run run = run();
    long lines = said().stream().filter(TortureSignalsTest::isStatistics).count();
    assertTrue(statistics(run) >= lines, () -> statistics(run) + " kept\n" + log());
    assertEquals(0, run.tortures().count());
    assertTrue(run.ended().isEmpty());
  }

  /// Whoever is left alone comes to an end by itself.
  @Test
  void theChildOfWhoIsKilledEnds() throws Exception {
    Process process = start("--vcpus", "2", "--statistics", "1s");
    await(process, () -> said().stream().anyMatch(TortureSignalsTest::isStatistics));
    List<ProcessHandle> children = process.descendants().toList();
    assertEquals(1, children.size());
    process.destroyForcibly();
    assertFalse(children.getFirst().onExit().get(5, TimeUnit.MINUTES).isAlive());
    assertTrue(statistics(run()) >= 1);
  }

  // --- how ---

  /// Whoever was not ended since a test failed.
  @AfterEach
  void end() {
    started.forEach(
        process -> {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        });
  }

  private Process start(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "env",
                "--default-signal=INT,TERM", // a build in the background of a script ignores INT
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "torture",
                "--for",
                "1h",
                "--seed",
                "5",
                "--results",
                folder.toString()));
    command.addAll(Arrays.asList(options));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    started.add(process);
    return process;
  }

  private static void send(String signal, Process process) throws Exception {
    var kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid()));
    int _ = kill.inheritIO().start().waitFor(); // it may have come to its end just now
  }

  private void await(Process process, BooleanSupplier moment) throws Exception {
    while (!moment.getAsBoolean()) {
      boolean through = process.waitFor(20, TimeUnit.MILLISECONDS);
      assertTrue(!through || moment.getAsBoolean(), this::log);
    }
  }

  private static boolean isStatistics(String line) {
    return line.matches("torture: [\\d.]+ s, .* errors=\\d+");
  }

  private static long statistics(Run run) {
    return run.entries().stream().filter(TortureStatistics.class::isInstance).count();
  }

  private List<String> said() {
    return log().lines().toList();
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      return Arrays.stream(e.getStackTrace()).map(String::valueOf).collect(Collectors.joining());
    }
  }

  private Run run() {
    return RunReader.read(RunFolder.latest(folder).orElseThrow());
  }
}

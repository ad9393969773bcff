package shootdown.results.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shootdown.results.page.Report;
import shootdown.results.run.ExplorationRecord;
import shootdown.results.run.Run;
import shootdown.results.run.RunFolder;
import shootdown.results.run.RunReader;
import shootdown.results.verdict.StoryResult;

/// Campaigns of short slices, killed with all their children by `kill -9`, and resumed.
///
/// No clock decides whether it passes: a moment is a number of lines that the process has written,
/// and a little later. A process that is through by then was not killed, and another one will be.
class CrashTest {
  private static final long SEED = 20_071_017;
  private static final int CAMPAIGNS = 5;

  /// Of each, before it is left to end: twenty in all.
  private static final int KILLS = 4;

  /// How much further a process comes at most before it is killed.
  private static final int MOST_LINES = 14;

  @TempDir Path folder;

  @Test
  void aCampaignThatIsKilledAgainAndAgainEndsWithTheSameResults() throws Exception {
    List<String> whole = unbroken();
    assertEquals(32, whole.size(), () -> "it plays all engines: " + whole);
    try (ExecutorService atOnce = Executors.newFixedThreadPool(CAMPAIGNS)) {
      List<Future<Integer>> campaigns = new ArrayList<>();
      for (int n = 0; n < CAMPAIGNS; n++) {
        Path results = folder.resolve("killed-" + n);
        Random random = new Random(SEED + n);
        campaigns.add(atOnce.submit(() -> killAndResume(results, random, whole)));
      }
      int kills = 0;
      for (Future<Integer> campaign : campaigns) {
        kills += campaign.get();
      }
      assertEquals(CAMPAIGNS * KILLS, kills);
    }
  }

  /// One campaign; another one, if the first is through before it could be killed often enough.
  private static int killAndResume(Path results, Random random, List<String> whole)
      throws Exception {
    int kills = 0;
    for (int n = 1; kills < KILLS; n++) {
      Path these = results.resolve(String.valueOf(n));
      boolean through = false;
      while (kills < KILLS && !through) {
        through = !startAndKill(these, random);
        kills += through ? 0 : 1;
      }
      assertEquals(Exit.HOLDS, through ? Exit.HOLDS : end(these), () -> log(these));
      assertEquals(whole, resultsOf(these), these::toString);
    }
    return kills;
  }

  private List<String> unbroken() throws Exception {
    Path results = folder.resolve("whole");
    assertEquals(Exit.HOLDS, end(results), () -> log(results));
    return resultsOf(results);
  }

  /// Left alone, to its end.
  private static int end(Path results) throws Exception {
    return start(results).waitFor();
  }

  /// Whether it was killed before it was through.
  private static boolean startAndKill(Path results, Random random) throws Exception {
    long lines = lines(results) + random.nextInt(MOST_LINES);
    long later = random.nextInt(20_000_000);
    Process process = start(results);
    boolean through = false;
    while (!through && lines(results) < lines) {
      through = process.waitFor(5, TimeUnit.MILLISECONDS);
    }
    through |= process.waitFor(later, TimeUnit.NANOSECONDS);
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    int _ = process.waitFor();
    return !through;
  }

  private static Process start(Path results) throws IOException {
    boolean begun = RunFolder.latest(results).filter(CrashTest::isBroken).isPresent();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                StubCampaign.class.getName(),
                "campaign",
                "--results",
                results.toString(),
                "--budget",
                "1h"));
    if (begun) {
      command.add("--resume");
    }
    Files.createDirectories(results);
    return new ProcessBuilder(command)
        .directory(results.toFile()) // outside git, which need not be asked each time
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(results.resolve("log").toFile()))
        .start();
  }

  /// One that had come so far as to say what it was asked.
  private static boolean isBroken(Path run) {
    return lines(run.resolve(RunReader.FILE), 2);
  }

  private static boolean lines(Path file, int least) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.limit(least).count() == least;
    } catch (IOException e) {
      return false;
    }
  }

  private static long lines(Path results) {
    Path file = RunFolder.latest(results).map(run -> run.resolve(RunReader.FILE)).orElse(null);
    try {
      byte[] bytes = file == null ? new byte[0] : Files.readAllBytes(file);
      int lines = 0;
      for (byte b : bytes) {
        lines += b == '\n' ? 1 : 0;
      }
      return lines;
    } catch (IOException e) {
      return 0;
    }
  }

  /// What was looked at, in which way, and what came of it. Counts may differ: a fork that was seen
  /// twice counts twice.
  private static List<String> resultsOf(Path results) {
    Run run = RunReader.read(RunFolder.latest(results).orElseThrow());
    Report report = Report.of(List.of(run));
    TreeSet<String> all = new TreeSet<>();
    report.results().forEach(r -> all.add(result(r)));
    run.explorations()
        .flatMap(e -> e.outcomes().stream())
        .forEach(o -> assertEquals(StubCampaign.LARGE, o.columns().length()));
    run.tortures().forEach(t -> all.add("torture " + t.kernel() + t.verdict()));
    List<String> benchmarks =
        run.benchmarks().map(b -> "bench " + b.id() + b.params()).sorted().toList();
    assertEquals(benchmarks.stream().distinct().toList(), benchmarks, "none is there twice");
    all.addAll(benchmarks);
    assertTrue(run.ended().orElseThrow().complete());
    return List.copyOf(all);
  }

  private static String result(StoryResult r) {
    String way = r.exploration().map(ExplorationRecord::memory).orElse("sampled");
    return String.join(" ", r.sheet().id(), r.engine(), way, r.kernel(), r.verdict().name());
  }

  private static String log(Path results) {
    try {
      return Files.readString(results.resolve("log"));
    } catch (IOException e) {
      return Arrays.toString(e.getStackTrace());
    }
  }
}

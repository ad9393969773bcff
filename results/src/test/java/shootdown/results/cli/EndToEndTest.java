package shootdown.results.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shootdown.results.child.Interruption;
import shootdown.results.run.Run;
import shootdown.results.run.RunFolder;
import shootdown.results.run.RunReader;
import shootdown.results.verdict.Verdict;

/// One real start of jcstress and one of JMH on the samples, with the least of effort.
class EndToEndTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aHuntConvictsTheBrokenSample() {
    assertEquals(
        Exit.HOLDS,
        run("hunt", "--kernel", "seed", "-t", "Sample_01", "--budget", "25s"),
        () -> err + "" + out);
    assertTrue(out.toString().startsWith(Verdict.CONVICTED.word() + " "), out.toString());
    Run run = RunReader.read(RunFolder.latest(folder).orElseThrow());
    assertEquals("blob", run.stories().findFirst().orElseThrow().source());
    assertTrue(run.ended().orElseThrow().complete());
    assertEquals(Exit.HOLDS, run("report"));
  }

  @Test
  void whatCannotBeScheduledIsNothingRun() {
    // holds on two cores only: with more the sample runs, and holds
    int cores = Runtime.getRuntime().availableProcessors();
    int expected = cores < 3 ? Exit.NOTHING_RUN : Exit.HOLDS;
    assertEquals(expected, run("hunt", "-t", "Sample_02", "--budget", "10s"));
  }

  @Test
  void aBenchmarkIsMeasured() {
    System.setProperty("jmh.ignoreLock", "true"); // the value does not matter, so company does not
    assertEquals(Exit.HOLDS, run("bench", "-t", "SampleBench", "--budget", "10s"), err.toString());
    assertEquals(4, RunReader.read(RunFolder.latest(folder).orElseThrow()).benchmarks().count());
  }

  private int run(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--results";
    all[arguments.length + 1] = folder.toString();
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), false);
    return FrontDoor.run(Surroundings.real(console, new Interruption(), all), all);
  }
}

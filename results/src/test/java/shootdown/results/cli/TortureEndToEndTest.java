package shootdown.results.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import shootdown.results.child.Interruption;
import shootdown.results.run.CommandText;
import shootdown.results.run.Run;
import shootdown.results.run.RunFolder;
import shootdown.results.run.RunReader;
import shootdown.results.run.TortureRecord;
import shootdown.results.story.StoryCatalogue;
import shootdown.results.torture.TorturingChild;

/// Real children, for a few hundred operations.
class TortureEndToEndTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void whatHoldsSaysSoLastAndIsKept() {
    Path jfr = folder.resolve("torture.jfr");
    assertEquals(
        Exit.HOLDS,
        run("torture --vcpus 3 --seed 5 --for 1h --ops 400 --jfr " + jfr),
        () -> err + "" + out);
    List<String> lines = out.toString().lines().toList();
    String parameters =
        "torture: kernel=fixed vcpus=3 seed=5 scenario=mixed for=3600s ops=400 until-kill=no"
            + " judge=250ms statistics=5s trace=0 jfr="
            + jfr;
    assertEquals(parameters, lines.getFirst());
    assertTrue(lines.getLast().startsWith(parameters + ": "), lines::getLast);
    assertTrue(lines.getLast().endsWith(": SUCCESS"), lines::getLast);
    assertTrue(Files.exists(jfr));

    Run run = RunReader.read(RunFolder.latest(folder).orElseThrow());
    TortureRecord record = run.tortures().findFirst().orElseThrow();
    assertEquals("HOLDS", record.verdict());
    assertEquals(lines.getLast(), record.last());
    assertTrue(record.operations() >= 400);
    assertTrue(record.activity().getOrDefault("pins", 0L) > 0, record.activity()::toString);
    assertTrue(record.windows().getOrDefault("S13", 0L) > 0, record.windows()::toString);
    assertTrue(run.ended().orElseThrow().complete());
  }

  @Test
  void aKillIsOneViolationAndExitsOne() throws IOException {
    Path mine = folder.resolve("mine.scenario");
    assertEquals(Exit.HOLDS, run("torture --show exits"));
    Files.writeString(mine, out.toString());
    out.getBuffer().setLength(0);
    assertEquals(
        Exit.VIOLATED,
        run(
            "torture --kernel A01 --until-kill --vcpus 4 --seed 5 --for 1h --statistics 1s"
                + " --scenario "
                + mine),
        () -> err + "" + out);
    assertTrue(out.toString().contains("VIOLATED S4: pinned bit cleared"), out::toString);
    assertTrue(
        out.toString().startsWith("torture: kernel=A01 vcpus=4 seed=5 scenario=exits for=3600s "),
        out::toString);
    assertTrue(out.toString().contains(" until-kill=yes "), out::toString);
    assertTrue(
        out.toString()
            .contains(
                "Run it again: java -jar results/target/shootdown.jar torture --kernel A01"
                    + " --vcpus 4 --seed 5 --scenario "
                    + mine),
        out::toString);
    TortureRecord record =
        RunReader.read(RunFolder.latest(folder).orElseThrow()).tortures().findFirst().orElseThrow();
    assertEquals("S4", record.code());
  }

  @Test
  void aFailureIsCutDownOrSaidNotTo() {
    assertEquals(
        Exit.VIOLATED,
        run("torture --kernel A01 --scenario exits --vcpus 2 --seed 5 --for 1h --statistics 1s"),
        () -> err + "" + out);
    Path schedule = RunFolder.latest(folder).orElseThrow().resolve(TorturingChild.SCHEDULE);
    boolean cut = Files.exists(schedule);
    assertEquals(cut, out.toString().contains("\nCut down to "), out::toString);
    assertEquals(
        !cut, out.toString().contains("\nNot cut down: S4 was not broken in "), out::toString);
    assertEquals(cut, out.toString().contains("explore --replay " + schedule), out::toString);
    if (cut) {
      out.getBuffer().setLength(0);
      assertEquals(Exit.VIOLATED, run("explore --replay " + schedule), () -> err + "" + out);
      assertTrue(out.toString().contains("BREACH S4"), out::toString);
    }
  }

  @Test
  void whatCanBePlayedIsListed() {
    assertEquals(Exit.HOLDS, run("torture --list"));
    assertTrue(out.toString().contains("\n  exits "), out::toString);
    assertTrue(out.toString().contains("\n  failed-exec "), out::toString);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--vcpus 0|--vcpus must be from 1 to 64: 0",
        "--vcpus 2 --kernel up|--vcpus: kernel up runs on at most 1, not 2",
        "--ops 0|--ops must be above zero: 0",
        "--trace 3|--trace must be a power of two, or 0: 3",
        "--scenario nope|no scenario 'nope': neither a file nor one of [mixed, exits, flushes,"
            + " tables, highmem, split, sync, ipis, hotplug, unplug, suspend, boots]",
        "--scenario no/such|no/such does not exist",
        "--scenario /|/ is a folder, not a scenario",
        "--jfr no/such/file|--jfr: cannot write no/such/file",
        "--kernel no/such|unknown kernel: name=no/such is none of",
        "--judge never|Invalid value for option '--judge': 'never' is not a time",
        "--for 0s|Invalid value for option '--for': '0s' is not between 1s and 720h"
      })
  void whatCannotBeUsedIsToldInOneLine(String options, String message) {
    assertEquals(Exit.USAGE, run("torture " + options));
    assertTrue(err.toString().startsWith(message), err::toString);
    assertEquals(1, err.toString().lines().count());
    assertEquals(false, Files.exists(folder.resolve("runs")), "nothing was begun");
  }

  @Test
  void aBadScenarioIsToldWithItsLine() throws IOException {
    Path bad = Files.writeString(folder.resolve("bad"), "scenario s\n# it\nkfork 3\n");
    assertEquals(Exit.USAGE, run("torture --scenario " + bad));
    assertEquals(
        bad + ": line 3: unknown word 'kfork'; with k there are kthread, kmap, kmap-flush\n",
        err.toString());
  }

  private int run(String line) {
    String[] arguments = (line + " --results " + folder).split(" ");
    Surroundings here =
        new Surroundings(
            new Console(new PrintWriter(out), new PrintWriter(err), false),
            CommandText.of(arguments),
            new Interruption(),
            () -> StoryCatalogue.of(List.of(), List.of()),
            pattern -> List.of());
    return FrontDoor.run(here, arguments);
  }
}

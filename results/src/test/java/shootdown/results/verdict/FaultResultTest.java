package shootdown.results.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shootdown.fault.Museum;
import shootdown.fault.SeedDefect;
import shootdown.results.Fixtures;
import shootdown.results.page.Report;
import shootdown.results.run.RunReader;
import shootdown.results.verdict.FaultResult.Fate;

class FaultResultTest {
  private static final Report REPORT =
      Report.of(List.of(RunReader.read(Fixtures.path("run/museum.jsonl"))));

  private static FaultResult fault(String id) {
    return fault(id, REPORT);
  }

  private static FaultResult fault(String id, Report report) {
    return report.faults().stream()
        .filter(f -> f.fault().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyFaultHasAFate() {
    assertEquals(Museum.classes().size(), REPORT.faults().size());
    assertEquals(Fate.KILLED, fault("A02").fate());
    assertEquals(Fate.SURVIVED, fault("A01").fate());
    assertEquals(Fate.NOT_REACHED, fault("A10").fate());
    assertEquals(Fate.NOT_TRIED, fault("A05").fate());
    assertEquals(Fate.NOT_OBSERVABLE_HERE, fault("D08w").fate());
  }

  /// Of schedules the first is known, of samples only how many there are to a kill.
  @Test
  void aKillSaysWhatItTook() {
    assertEquals(
        List.of(
            new Kill("jcstress", "Exit_02_QueuedSwitch", "S4", new Kill.After(100, 0.001, true)),
            new Kill("explore", "Exit_02_QueuedSwitch", "S4", new Kill.After(56, 0.28, false))),
        fault("A02").kills());
  }

  /// `A02`, tortured too; the seed's L1 is nobody's fault.
  @Test
  void tortureKillsWhatItSeesBroken() {
    Report both =
        Report.of(
            List.of(
                RunReader.read(Fixtures.path("run/museum.jsonl")),
                RunReader.read(Fixtures.path("page/torture.jsonl"))));
    List<Kill> kills = both.faults().stream().flatMap(f -> f.by(Kill.TORTURE).stream()).toList();
    assertEquals(
        List.of(new Kill("torture", "mixed", "S4", new Kill.After(1540, 2.5, false))), kills);
  }

  /// Nobody asked a story: the torture's word alone is not enough.
  @Test
  void whatTortureAloneTriedInVainWasTriedTooLittle(@TempDir Path dir) throws IOException {
    String seen = Fixtures.text("page/torture.jsonl");
    String inVain = seen.replace("\"code\":\"S4\"", "\"code\":\"\"");
    assertNotEquals(seen, inVain);
    Path run = Files.writeString(dir.resolve("run.jsonl"), inVain);
    Report tortured = Report.of(List.of(RunReader.read(run)));
    assertEquals(Fate.TOO_FEW, fault("A02", tortured).fate());
    assertEquals(Fate.NOT_TRIED, fault("A05", tortured).fate());
  }

  @Test
  void theMatrixSaysWhatEachEngineTookOrWhyItCannot() {
    String matrix = KillMatrix.markdown(REPORT.faults(), "Measured here.");
    List<String> rows = matrix.lines().filter(l -> l.matches("[|] [A-F]\\d\\d.*")).toList();
    assertTrue(matrix.startsWith("Measured here.\n\n| fault | stress | explore | torture |\n"));
    assertEquals(Museum.classes().size(), rows.size());
    assertTrue(
        rows.contains(
            "| A02 | S4: 1 in 100 samples, about 1 ms, Exit_02_QueuedSwitch"
                + " | S4: schedule 56, 0.3 s, Exit_02_QueuedSwitch | – |"),
        matrix);
    assertTrue(
        rows.stream().anyMatch(row -> row.matches("[|] A11 .*[|] – A task preempted .*[.] [|]")),
        matrix);
    assertTrue(rows.stream().anyMatch(row -> row.startsWith("| D08w | – x86 lets no")), matrix);
  }

  @Test
  void aFaultThatSurvivesIsAFailure() {
    assertEquals(1, REPORT.conclusion().exitCode());
  }

  @Test
  void whereNoFaultWasTriedThereIsNoMuseum() {
    Report other = Report.of(List.of(RunReader.read(Fixtures.path("run/golden.jsonl"))));
    assertEquals(List.of(), other.faults());
  }

  @Test
  void theSeedIsConvictedOfWhatItsStoriesSaw() {
    DefectResult stale =
        REPORT.trial().stream()
            .filter(d -> d.defect() == SeedDefect.STALE_CR3)
            .findFirst()
            .orElseThrow();
    assertTrue(stale.convicted());
    assertEquals(100, stale.hits(stale.sampled()));
    assertEquals(22, stale.hits(stale.explored()));
    assertEquals(1, REPORT.trial().stream().filter(DefectResult::convicted).count());
  }

  @Test
  void aBreachIsWhatTheFaultIsSaidToBreak() {
    assertTrue(Expected.breach("A02", "S4 pinned bit cleared, overlapped"));
    assertTrue(!Expected.breach("A02", "S9 something else, overlapped"));
    assertTrue(!Expected.breach("A02", "held, apart"));
    assertTrue(Expected.breach("com.example.Mine", "S9 something else, overlapped"));
  }
}

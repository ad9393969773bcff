package shootdown.results.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shootdown.results.child.Child;
import shootdown.results.child.Interruption;
import shootdown.results.console.TerminalProgress;
import shootdown.results.host.Environment;
import shootdown.results.page.Earlier;
import shootdown.results.page.Interleaving;
import shootdown.results.page.Report;
import shootdown.results.page.ReportWriter;
import shootdown.results.run.ExplorationRecord;
import shootdown.results.run.Planned;
import shootdown.results.run.RunFolder;
import shootdown.results.run.RunReader;
import shootdown.results.run.RunStarted;
import shootdown.results.run.StoryRecord;
import shootdown.results.story.StorySheet;
import shootdown.results.verdict.StoryResult;

/// What samples have shown, looked for schedule by schedule by a real child.
class ExplainEndToEndTest {
  private static final String S9 = "S9 leave_mm called while the TLB state is OK, overlapped";

  @TempDir Path folder;

  private RunFolder sampled(String outcome) throws IOException {
    Instant now = Instant.parse("2026-08-01T12:00:00Z");
    RunFolder run = RunFolder.create(folder, "hunt", now);
    StorySheet sheet =
        new StorySheet(
            "shootdown.stress.Exit_04_UseMm",
            StorySheet.Kind.STORY,
            2,
            "",
            "",
            List.of("S9"),
            List.of("seed"),
            "");
    run.append(
        new RunStarted(
            1, "r", "hunt", "v2.6.24", now, new Environment(2, "", "", "", "", "", false)));
    run.append(new Planned("v2.6.24", sheet));
    run.append(
        new StoryRecord(
            "v2.6.24",
            sheet.id(),
            "jcstress",
            1,
            1,
            Map.of(outcome, 23L, "held, overlapped", 2000L),
            List.of(),
            "blob"));
    return run;
  }

  private static Report explained(RunFolder run, String outcome, Duration time) {
    StoryResult result =
        Interleaving.unexplained(Report.of(List.of(RunReader.read(run.path())))).getFirst();
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    Child child = new Child(new Interruption());
    assertTrue(
        new Explore(child, run, new TerminalProgress(nowhere, false, System::nanoTime), r -> {})
            .explain(ExplorePlan.explain(Map.of(result, outcome), time)));
    Report report = Report.of(List.of(RunReader.read(run.path())));
    assertEquals(List.of(), Interleaving.unexplained(report), "looked for, found or not");
    assertEquals(1, report.results().size(), "it judges nothing");
    return report;
  }

  private ReportWriter writer() throws IOException {
    ReportWriter writer = new ReportWriter(folder.resolve("report"));
    writer.probe();
    return writer;
  }

  @Test
  void aSampledViolationIsShownInColumnsAndCanBeSeenAgain() throws IOException {
    RunFolder run = sampled(S9);
    Report report = explained(run, S9, Duration.ofSeconds(60));
    ExplorationRecord record = report.runs().getFirst().explorations().findFirst().orElseThrow();
    ExplorationRecord.Reached reached =
        record.outcomes().stream().filter(r -> r.outcome().equals(S9)).findFirst().orElseThrow();
    assertTrue(reached.columns().contains("BREACH S9 "), reached::columns);
    Path page = writer().write(report, Earlier.NONE);
    String html = Files.readString(page);
    assertTrue(html.contains("Samples leave no trace; this is a schedule"), "the page says so");
    assertTrue(html.contains("<b class=\"breach\">"), "the page shows it");
    assertTrue(html.contains("explore --replay "), "the line to type");
  }

  @Test
  void whatNoScheduleComesToIsSaidToBeUnseen() throws IOException {
    String never = "S1 what no schedule ends in, overlapped";
    RunFolder run = sampled(never);
    Report report = explained(run, never, Duration.ofSeconds(2));
    Path page = writer().write(report, Earlier.NONE);
    String html = Files.readString(page);
    assertTrue(html.contains("Cannot be shown: no schedule came to it in "), "the page says so");
  }
}

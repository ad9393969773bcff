package shootdown.results.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import shootdown.results.Fixtures;
import shootdown.results.run.RunReader;

class ReportWriterTest {
  private static final Report REPORT = Pages.everything();
  private static final String HTML = Pages.html(REPORT);

  @TempDir Path folder;

  @Test
  void summaryIsGolden() {
    Fixtures.assertGolden("page/summary.json", ReportWriter.json(REPORT, Pages.before(REPORT)));
  }

  @Test
  void pageIsGoldenBelowItsStyle() {
    Fixtures.assertGolden(
        "page/body.html",
        HTML.substring(HTML.indexOf("<body>"), HTML.indexOf("<section id=\"data\">")));
  }

  @Test
  void aWrongKernelThatIsConvictedDoesNotHold() throws IOException {
    List<String> lines = Files.readAllLines(Fixtures.path("page/torture.jsonl"));
    Path run = folder.resolve("results.jsonl");
    Files.write(
        run,
        List.of(
            lines.getFirst().replace("\"kernel\":\"fixed\"", "\"kernel\":\"A02\""),
            lines.get(4),
            lines.getLast()));
    String page = Pages.html(Report.of(List.of(RunReader.read(run))));
    assertTrue(page.contains(">Kernel A02 is convicted, as expected.</h1>"), page);
  }

  @Test
  void nothingFromOutsideBecomesMarkup() {
    assertEquals(4, HTML.split("<script", -1).length, "ours: data, schema and one that runs");
    assertFalse(HTML.contains("<script>alert"), "a question, a report");
    assertFalse(HTML.contains("<img"), "a test's name");
    assertFalse(HTML.contains("<b>not held"), "an outcome");
    assertFalse(HTML.contains("<b>CPU"), "the environment");
    assertFalse(HTML.contains("<x>"), "a VM's output");
    assertFalse(HTML.contains("<i>broken"), "an explored outcome");
    assertFalse(HTML.contains("<u>"), "the columns of a schedule");
    assertTrue(HTML.contains("Evil_05_&lt;img src=x onerror=alert(1)&gt;"), "shown as it is");
  }

  @Test
  void asksNobodyForAnything() {
    assertTrue(
        HTML.contains(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';"));
    assertFalse(Pattern.compile("(src|href)=\"(https?:)?//").matcher(HTML).find());
    assertFalse(HTML.contains("@import"));
    assertFalse(HTML.contains("url("));
    assertFalse(HTML.contains(" style=\""), "attributes only, so that a stricter policy keeps it");
  }

  @Test
  void everyVerdictIsAWordAndASymbol() {
    for (String words :
        List.of(
            "✗ violated",
            "✓ convicted",
            "✗ survived",
            "✗ unexplained",
            "? not reached",
            "? not scheduled",
            "? infrastructure",
            "✓ holds")) {
      assertTrue(HTML.contains(words), words);
    }
  }

  @Test
  void coverageNamesItsGaps() {
    for (String words :
        List.of(
            "<h2>Outcome coverage</h2>",
            "<td>all up to bound 2</td>",
            "<td>exhausted</td>",
            "never sampled: &lt;i&gt;broken&lt;/i&gt;, apart",
            "sampled, beyond the bound: held, apart",
            "sampled, unexplained: S4 pinned bit cleared while referenced, overlapped")) {
      assertTrue(HTML.contains(words), words);
    }
  }

  @Test
  void aViolationExploredIsShownInColumnsWithTheLineToSeeItAgain() {
    assertTrue(HTML.contains("<pre>vcpu0 | &lt;u&gt;vcpu1&lt;/u&gt;"));
    assertTrue(
        HTML.contains(
            "<code>java -jar results/target/shootdown.jar explore --replay"
                + " src/test/resources/shootdown/results/run/Evil_05.schedule</code>"));
  }

  @Test
  void linksToItsDataBesideIt() {
    assertTrue(HTML.contains("href=\"../golden.jsonl\""));
  }

  @Test
  void writesBothFilesAndNothingElse() throws IOException {
    Path page = new ReportWriter(folder).write(REPORT, Earlier.NONE);
    assertEquals(folder.resolve("index.html"), page);
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(
          List.of("index.html", "summary.json"),
          files.map(file -> String.valueOf(file.getFileName())).sorted().toList());
    }
  }

  @Test
  void axesEndAtRoundNumbers() {
    assertEquals(200, Chart.nice(198));
    assertEquals(0.5, Chart.nice(0.41), 1e-12);
    assertEquals(1000, Chart.nice(801));
    assertEquals(1, Chart.nice(0));
  }
}

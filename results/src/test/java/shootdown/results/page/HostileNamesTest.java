package shootdown.results.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import shootdown.results.host.Environment;
import shootdown.results.run.BenchmarkRecord;
import shootdown.results.run.ExplorationRecord;
import shootdown.results.run.ExplorationRecord.Reached;
import shootdown.results.run.Interval;
import shootdown.results.run.Json;
import shootdown.results.run.Planned;
import shootdown.results.run.PlannedExploration;
import shootdown.results.run.Run;
import shootdown.results.run.RunEnded;
import shootdown.results.run.RunStarted;
import shootdown.results.run.StoryRecord;
import shootdown.results.run.TortureRecord;
import shootdown.results.story.StorySheet;

/// Everything that comes from outside is one and the same bad word.
class HostileNamesTest {
  private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");

  @TempDir Path folder;

  private static Report report(String word) {
    StorySheet sheet =
        new StorySheet(word, StorySheet.Kind.STORY, 2, word, word, List.of(word), List.of(), word);
    Reached reached =
        new Reached(word, 1, 1, 1, word, word, "vcpu0 | " + word + "\nBREACH " + word);
    Run run =
        new Run(
            Path.of("results.jsonl"),
            new RunStarted(
                1, word, word, word, NOON, new Environment(2, word, word, word, word, word, true)),
            List.of(
                new Planned(word, sheet),
                new StoryRecord(
                    word, word, "jcstress", 1, 1, Map.of(word, 1L), List.of(word), "blob"),
                new PlannedExploration(word, "tso", 0, sheet),
                new ExplorationRecord(
                    word,
                    word,
                    "explore",
                    "tso",
                    word,
                    word,
                    1,
                    false,
                    1,
                    0,
                    1,
                    1,
                    1,
                    1,
                    0,
                    1,
                    word,
                    List.of(reached),
                    List.of(word)),
                new BenchmarkRecord(
                    word,
                    word + "." + word,
                    "avgt",
                    Map.of(word, word),
                    "primary",
                    word,
                    List.of(List.of(1.0)),
                    Interval.exactly(1)),
                new TortureRecord(
                    word,
                    2,
                    1,
                    "scenario " + word,
                    word,
                    "VIOLATED",
                    word,
                    word,
                    false,
                    1,
                    1,
                    1,
                    Map.of(word, 1L),
                    Map.of(word, 0L),
                    Map.of(word, 1L),
                    word,
                    word),
                new RunEnded(NOON, false, word)));
    return Report.of(List.of(run));
  }

  private static Earlier earlier(Report report) {
    return new Earlier(
        Optional.of(Since.of(report, report)),
        List.of(Past.of(report.runs().getFirst()), Past.unreadable("x", "y")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"'><svg onload=alert(1)>",
        "' onmouseover='alert(1)",
        "<!--<script>",
        "--><b>",
        "]]></style></title></pre></textarea>",
        "${7*7} @template.x() {{7*7}}",
        "javascript:alert(1)",
        "&lt;b&gt;&#60;",
        "\u0000\u0007\u001b[31mred\u001b[0m\u007f\u0085",
        "up\rdown\nnext\tcell",
        "\u202egnp.exe\u2066\u200b\ufeff",
        "half \ud800 of a character \udc00",
        "whole \ud83d\ude00",
        " ",
        ""
      })
  void isShownAsItIsAndDoesNothing(String word) throws Exception {
    Report report = report(word);
    String html = Pages.writer().html(report, earlier(report));
    assertEquals(List.of(), MarkupTest.errors(html));
    assertEquals(5, html.split("<script|</script>\n</body>", -1).length, "ours only");
    assertFalse(html.contains("<img"), "an element");
    assertFalse(html.contains("<svg onload"), "an element");
    assertTrue(
        html.chars()
            .noneMatch(c -> (c < ' ' && c != '\n' && c != '\t') || c == 0x202e || c == 0x85),
        "nothing that is not seen");
    Path page = new ReportWriter(folder).write(report, earlier(report));
    assertEquals(html.length() > 0, Files.size(page) > 0);
    String kept =
        Json.lines()
            .readTree(Files.readString(folder.resolve("summary.json")))
            .path("command")
            .asString();
    assertEquals(
        word.replace('\ud800', '\ufffd').replace('\udc00', '\ufffd'),
        kept,
        "the data keeps it as it was");
  }

  @Test
  void hiddenCharactersAreWrittenOut() {
    assertEquals("a\\u001b[31m\\u202e\\ud800b\n\t", Visible.html("a\u001b[31m\u202e\ud800b\n\t"));
    assertEquals("\ud83d\ude00 ö ✗", Visible.html("\ud83d\ude00 ö ✗"));
    assertEquals("\"\\u202e\ufffd\"", Visible.json("\"\u202e\udc00\""));
  }
}

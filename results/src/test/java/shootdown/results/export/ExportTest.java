package shootdown.results.export;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import shootdown.results.Fixtures;
import shootdown.results.page.Report;
import shootdown.results.run.Entry;
import shootdown.results.run.Run;
import shootdown.results.run.RunReader;
import shootdown.results.run.Slice;

class ExportTest {
  private static final Report REPORT = report();

  /// The recorded run, in which a slice has failed with the screen's own words in its output.
  private static Report report() {
    Run run = RunReader.read(Fixtures.path("run/golden.jsonl"));
    List<Entry> entries = new ArrayList<>(run.entries());
    entries.add(
        new Slice(
            "bench a.Bench.pin",
            1.5,
            "JMH failed: \u001b[31m<b>red</b>",
            List.of("]]> \ud800 \u0000 & \uffff", "the end"),
            List.of()));
    return Report.of(List.of(new Run(run.file(), run.started(), entries)));
  }

  @Test
  void junitIsGolden() {
    Fixtures.assertGolden("export/junit.xml", JUnitXml.of(REPORT));
  }

  @Test
  void markdownIsGolden() {
    Fixtures.assertGolden("export/summary.md", Markdown.of(REPORT));
  }

  @Test
  void junitIsWhatOthersRead() throws Exception {
    Schema schema =
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
            .newSchema(Fixtures.path("export/junit.xsd").toFile());
    String xml = JUnitXml.of(REPORT);
    assertDoesNotThrow(
        () -> schema.newValidator().validate(new StreamSource(new StringReader(xml))));
  }

  @Test
  void eachTestInEachConfigurationIsOneCase() {
    String xml = JUnitXml.of(REPORT);
    long slices = 1;
    long tests =
        REPORT.results().size() + REPORT.runs().stream().flatMap(Run::tortures).count() + slices;
    assertEquals(tests, xml.split("<testcase ", -1).length - 1);
    assertTrue(xml.contains("<testsuites name=\"shootdown\" tests=\"" + tests + "\""), xml);
  }

  @Test
  void whatXmlCannotHoldIsLeftOut() {
    assertEquals(
        "a\tb\nc\ud83d\ude00",
        JUnitXml.allowed("\u0000a\u0008\tb\nc\u007f\u0085\ud800\ufffe\ud83d\ude00\udc00"));
  }

  @Test
  void whatMarkdownWouldTakeForItsOwnIsEscaped() {
    assertEquals("\\<b\\>\\|x\\|\\*y\\*", Markdown.escaped("<b>|x|*y*"));
    assertEquals("\\[a\\]\\(javascript\\:b\\)", Markdown.escaped("[a](javascript:b)"));
    assertEquals("one line", Markdown.escaped("one\n\nline"));
    assertEquals("&#64;all", Markdown.escaped("@all"));
    assertTrue(Markdown.of(REPORT).contains("Evil\\_05\\_\\<img"), "a test's name");
  }
}

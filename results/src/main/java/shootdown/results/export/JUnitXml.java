package shootdown.results.export;

import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import shootdown.results.page.Report;
import shootdown.results.verdict.Verdict.Gravity;

/// `junit.xml`: a suite for each engine, a test case for each test and configuration. What failed
/// is a failure, what could not be judged an error, and what needs more cores or had no time was
/// skipped.
public final class JUnitXml {
  private JUnitXml() {}

  public static String of(Report report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      suites(xml, report);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a text cannot fail to be written", e);
    }
    return text.append('\n').toString();
  }

  private static void suites(XMLStreamWriter xml, Report report) throws XMLStreamException {
    List<TestCase> all = TestCase.of(report);
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuites");
    attribute(xml, "name", "shootdown");
    counts(xml, all);
    for (String engine : all.stream().map(TestCase::engine).distinct().toList()) {
      suite(xml, report, engine, all.stream().filter(c -> c.engine().equals(engine)).toList());
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
  }

  private static void suite(XMLStreamWriter xml, Report report, String engine, List<TestCase> cases)
      throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    attribute(xml, "name", engine);
    counts(xml, cases);
    attribute(xml, "skipped", String.valueOf(cases.stream().filter(TestCase::skipped).count()));
    attribute(xml, "timestamp", report.started().startedAt().toString().replace("Z", ""));
    properties(xml, report);
    for (TestCase one : cases) {
      testCase(xml, one);
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private static void counts(XMLStreamWriter xml, List<TestCase> cases) throws XMLStreamException {
    attribute(xml, "tests", String.valueOf(cases.size()));
    attribute(xml, "failures", String.valueOf(cases.stream().filter(TestCase::failed).count()));
    attribute(xml, "errors", String.valueOf(cases.stream().filter(TestCase::erred).count()));
    attribute(xml, "time", seconds(cases.stream().mapToDouble(TestCase::seconds).sum()));
  }

  private static void properties(XMLStreamWriter xml, Report report) throws XMLStreamException {
    var environment = report.environment();
    xml.writeCharacters("\n    ");
    xml.writeStartElement("properties");
    property(xml, "command", report.started().command());
    property(xml, "commit", environment.commit() + (environment.dirty() ? "-dirty" : ""));
    property(xml, "jdk", environment.jdk());
    property(xml, "cpu", environment.cpu());
    property(xml, "cores", String.valueOf(environment.cores()));
    xml.writeCharacters("\n    ");
    xml.writeEndElement();
  }

  private static void property(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeCharacters("\n      ");
    xml.writeEmptyElement("property");
    attribute(xml, "name", name);
    attribute(xml, "value", value);
  }

  private static void testCase(XMLStreamWriter xml, TestCase one) throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    attribute(xml, "name", one.name());
    attribute(xml, "classname", one.type());
    attribute(xml, "time", seconds(one.seconds()));
    if (one.skipped()) {
      xml.writeEmptyElement("skipped");
      attribute(xml, "message", one.verdict());
    } else if (one.gravity() != Gravity.FINE) {
      xml.writeStartElement(one.failed() ? "failure" : "error");
      attribute(xml, "message", one.message());
      attribute(xml, "type", one.verdict());
      xml.writeCharacters(allowed(String.join("\n", one.details())));
      xml.writeEndElement();
    }
    if (!one.output().isEmpty()) {
      xml.writeStartElement("system-out");
      xml.writeCharacters(allowed(String.join("\n", one.output())));
      xml.writeEndElement();
    }
    xml.writeEndElement();
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, allowed(value));
  }

  private static String seconds(double seconds) {
    boolean known = Double.isFinite(seconds) && seconds >= 0;
    return String.format(Locale.ROOT, "%.3f", known ? seconds : 0);
  }

  /// Without what XML 1.0 has no way to write: control characters, halves of pairs.
  static String allowed(String text) {
    return text.codePoints()
        .filter(JUnitXml::isAllowed)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c <= 0x7e)
        || (c >= 0xa0 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd)
        || c >= 0x10000;
  }
}

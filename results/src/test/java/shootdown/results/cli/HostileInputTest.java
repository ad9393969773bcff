package shootdown.results.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;
import shootdown.results.child.Interruption;
import shootdown.results.run.CommandText;
import shootdown.results.run.Json;
import shootdown.results.story.StoryCatalogue;

/// Whatever a file holds: one line and exit code 2, or all of it shown as what it is.
class HostileInputTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  static Stream<HostileInputs> inputs() {
    return HostileInputs.all();
  }

  @Test
  void thereAreManyAndTheSameEachTime() {
    List<String> names = inputs().map(HostileInputs::toString).toList();
    assertTrue(names.size() >= 300, () -> names.size() + " inputs");
    assertEquals(names, inputs().map(HostileInputs::toString).toList());
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void isRefusedInOneLineOrShownEscaped(HostileInputs input) throws Exception {
    Path file = Files.write(folder.resolve(input.name()), input.content());
    int code = run(command(file));
    assertFalse((out + "" + err).contains("\tat "), err::toString);
    assertPlain(out.toString());
    assertPlain(err.toString());
    if (code == Exit.USAGE) {
      assertEquals(1, err.toString().lines().count(), err::toString);
      assertEquals("", out.toString());
      assertTrue(err.toString().startsWith(file.toString()), err::toString);
      assertFalse(Files.exists(folder.resolve("report")), "nothing half written");
      return;
    }
    assertFalse(input.mustRefuse(), () -> "should have been refused: " + out);
    assertTrue(
        List.of(Exit.HOLDS, Exit.VIOLATED, Exit.NOTHING_RUN, Exit.INFRASTRUCTURE).contains(code));
    assertEquals("", err.toString());
    if (Files.exists(folder.resolve("report"))) {
      assertShownEscaped(folder.resolve("report"));
    }
  }

  private static void assertShownEscaped(Path report) throws Exception {
    String html = Files.readString(report.resolve("index.html"));
    assertFalse(html.contains(HostileInputs.SCRIPT), "a script in the page");
    String markdown = Files.readString(report.resolve("summary.md"));
    assertFalse(markdown.contains(HostileInputs.SCRIPT), "a script in the mail");
    assertPlain(markdown);
    String xml = Files.readString(report.resolve("junit.xml"));
    var _ =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)));
    var _ = Json.lines().readTree(Files.readString(report.resolve("summary.json")));
  }

  private static void assertPlain(String text) {
    assertEquals(
        "", text.replaceAll("[^\\p{Cntrl}\\u202a-\\u202e]|[\\n\\t]", ""), "control characters");
  }

  private String[] command(Path file) {
    String name = String.valueOf(file.getFileName());
    if (name.endsWith(".schedule")) {
      return new String[] {"explore", "--replay", file.toString()};
    }
    return name.endsWith(".scenario")
        ? new String[] {"torture", "--show", file.toString()}
        : new String[] {"report", "--results", folder.toString(), file.toString()};
  }

  private int run(String... arguments) throws IOException {
    Surroundings here =
        new Surroundings(
            new Console(new PrintWriter(out), new PrintWriter(err), false),
            CommandText.of(arguments),
            new Interruption(),
            () -> StoryCatalogue.of(List.of()),
            pattern -> List.of());
    return FrontDoor.run(here, arguments);
  }
}

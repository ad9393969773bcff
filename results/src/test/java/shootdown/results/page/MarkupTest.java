package shootdown.results.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import nu.validator.client.EmbeddedValidator;
import org.junit.jupiter.api.Test;
import shootdown.results.run.Json;

/// The checker of the HTML standard, offline.
class MarkupTest {
  @Test
  void aPageWithEverythingIsValid() throws Exception {
    assertEquals(List.of(), errors(Pages.html(Pages.everything())));
  }

  @Test
  void aPageWithOneRunIsValid() throws Exception {
    Report report = Report.of(List.of(Pages.run("run/museum.jsonl")));
    assertEquals(List.of(), errors(Pages.writer().html(report, Earlier.NONE)));
  }

  @Test
  void aPageWhoseRowsStandAsideIsValid() throws Exception {
    assertEquals(List.of(), errors(Pages.writer().html(Pages.many(60, 20), Earlier.NONE)));
  }

  @Test
  void theCheckerSeesWhatIsWrong() throws Exception {
    String html = Pages.html(Pages.everything()).replace("<main>", "<main><li>");
    assertFalse(errors(html).isEmpty());
  }

  static List<String> errors(String html) throws Exception {
    EmbeddedValidator validator = new EmbeddedValidator();
    validator.setOutputFormat(EmbeddedValidator.OutputFormat.JSON);
    String answer =
        validator.validate(new ByteArrayInputStream(html.getBytes(StandardCharsets.UTF_8)));
    return Json.lines()
        .readTree(answer)
        .path("messages")
        .valueStream()
        .filter(m -> m.path("type").asString("").equals("error"))
        .map(m -> m.path("message").asString("") + ": " + m.path("extract").asString(""))
        .toList();
  }
}

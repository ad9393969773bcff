package shootdown.results.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What summary.json and the page's own data keep to.
class SummarySchemaTest {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(RawData.schemaText());
  private static final Report REPORT = Pages.everything();

  private static List<String> errors(String json) {
    return SCHEMA.validate(json, InputFormat.JSON).stream().map(Error::toString).toList();
  }

  @Test
  void theFileKeepsToIt() {
    assertEquals(List.of(), errors(ReportWriter.json(REPORT, Earlier.NONE)));
    assertEquals(List.of(), errors(ReportWriter.json(REPORT, Pages.before(REPORT))));
  }

  @Test
  void thePageHasTheSameDataAndTheSchema() {
    String html = Pages.html(REPORT);
    String data = block(html, "application/json", "summary-data");
    assertEquals(List.of(), errors(data));
    assertTrue(data.contains("Evil_05_\\u003cimg"), "nothing in it ends the block");
    assertTrue(block(html, "application/schema\\+json", "summary-schema").contains("$defs"));
  }

  @Test
  void whatDoesNotKeepToItIsSeen() {
    String json = ReportWriter.json(REPORT, Earlier.NONE);
    assertFalse(errors(json.replace("\"HOLDS\"", "\"FINE\"")).isEmpty());
    assertFalse(errors(json.replace("\"windowEntered\"", "\"entered\"")).isEmpty());
    assertFalse(errors(json.replace("\"schema\" : 1", "\"schema\" : 2")).isEmpty());
  }

  private static String block(String html, String type, String id) {
    Matcher block =
        Pattern.compile("<script type=\"" + type + "\" id=\"" + id + "\">(.*?)</script>")
            .matcher(html);
    assertTrue(block.find(), id);
    return block.group(1);
  }
}

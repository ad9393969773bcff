package shootdown.results.page;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import shootdown.results.run.Json;

/// `summary.json` within the page, and the schema it keeps.
///
/// A data block is not run, and is never parsed as markup: nothing in it can end it, since each `<`
/// is written as an escape of JSON's own. What is large is packed.
public final class RawData implements Content {
  /// Characters up to which a person may want to read it in the page's source.
  private static final int READABLE = 512 * 1024;

  private final String json;

  private RawData(String json) {
    this.json = json;
  }

  static RawData of(Report report, Earlier earlier) {
    return new RawData(Visible.json(Json.lines().writeValueAsString(Summary.of(report, earlier))));
  }

  /// What the data keeps to.
  static RawData schema() {
    return new RawData(Json.lines().writeValueAsString(Json.lines().readTree(schemaText())));
  }

  static String schemaText() {
    return Own.of("summary.schema.json").text();
  }

  public boolean packed() {
    return json.length() > READABLE;
  }

  /// The media type of the block.
  public String type() {
    return packed() ? "application/gzip" : "application/json";
  }

  /// How much it is, for people.
  public String size() {
    return Math.ceilDiv(json.length(), 1024) + " KiB";
  }

  @Override
  public void writeTo(TemplateOutput out) {
    out.writeContent(packed() ? pack() : safe(json));
  }

  /// Within a string of JSON these mean the same, and outside of one there are none.
  static String safe(String json) {
    return json.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  private String pack() {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(packed.toByteArray());
  }
}

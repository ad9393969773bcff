package shootdown.results.page;

import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// A file of ours that becomes part of the page as it is: its style, its script.
///
/// Nothing in it may end the element that it is put into, which a test asserts.
record Own(String text) implements Content {
  static Own of(String name) {
    try (InputStream in = Own.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("missing: " + name);
      }
      return new Own(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void writeTo(TemplateOutput out) {
    out.writeContent("\n" + text);
  }
}

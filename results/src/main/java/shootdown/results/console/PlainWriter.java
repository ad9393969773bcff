package shootdown.results.console;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;

/// Shows what a terminal would obey: control characters, and marks that turn a line's direction
/// around, are written by number.
public final class PlainWriter extends FilterWriter {
  private final String also;

  /// Writes to another one.
  ///
  /// @param also control characters that pass, besides line feed and tabulator
  public PlainWriter(Writer out, String also) {
    super(out);
    this.also = also;
  }

  @Override
  public void write(int c) throws IOException {
    if (passes((char) c)) {
      out.write(c);
    } else {
      out.write("\\u%04x".formatted(c & 0xffff));
    }
  }

  @Override
  public void write(char[] text, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(text[i]);
    }
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    for (int i = offset; i < offset + length; i++) {
      write(text.charAt(i));
    }
  }

  private boolean passes(char c) {
    boolean turns = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    return c == '\n' || c == '\t' || also.indexOf(c) >= 0 || (!Character.isISOControl(c) && !turns);
  }
}

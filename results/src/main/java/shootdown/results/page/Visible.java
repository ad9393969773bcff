package shootdown.results.page;

/// Characters that a reader would not see, or that would deceive him, written out: `\u001b`.
///
/// A name from outside may hold the controls of a terminal, marks that turn the direction of what
/// follows, or half of a character. None of them is markup, so no escaping of markup touches them.
final class Visible {
  private Visible() {}

  /// A whole page. Line feeds and tabs stay: they are white space.
  static String html(String page) {
    return written(page, false);
  }

  /// JSON, where the same spelling means the same character, so nothing is lost. Only half of a
  /// character is replaced, since readers refuse it.
  static String json(String json) {
    return written(json, true);
  }

  private static String written(String text, boolean json) {
    int first = 0;
    while (first < text.length() && !isHidden(text, first, json)) {
      first++;
    }
    if (first == text.length()) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 64).append(text, 0, first);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isHidden(text, i, json)) {
        out.append(json && Character.isSurrogate(c) ? "\ufffd" : "\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /// JSON has escaped its own controls.
  private static boolean isHidden(String text, int i, boolean json) {
    char c = text.charAt(i);
    return isHalf(text, i) || (isHidden(c) && !(json && c < ' '));
  }

  private static boolean isHidden(char c) {
    boolean control = (c < ' ' && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0);
    boolean turns = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    boolean invisible = c == 0x200b || c == 0x200e || c == 0x200f || c == 0xfeff;
    return control || turns || invisible || c >= 0xfffe;
  }

  private static boolean isHalf(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
    }
    return Character.isLowSurrogate(c)
        && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
  }
}

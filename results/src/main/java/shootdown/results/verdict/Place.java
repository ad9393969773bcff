package shootdown.results.verdict;

/// Where a README has a table that is written for it: between two comments.
///
/// @param what it is, in a word or two
public record Place(String what) {

  String begin() {
    return "<!-- " + what + ": written by `report --readme`, not by hand -->";
  }

  String end() {
    return "<!-- end of " + what + " -->";
  }

  /// Whether a text has it, once, and whole.
  public boolean isIn(String text) {
    int begin = text.indexOf(begin());
    return begin >= 0 && text.indexOf(end()) > begin && text.indexOf(begin(), begin + 1) < 0;
  }

  /// The text with another table there.
  ///
  /// @param text that has the place
  public String filled(String text, String table) {
    int after = text.indexOf(begin()) + begin().length();
    return text.substring(0, after) + "\n" + table + text.substring(text.indexOf(end()));
  }

  /// What to write into a file that has none.
  @Override
  public String toString() {
    return begin() + " … " + end();
  }
}

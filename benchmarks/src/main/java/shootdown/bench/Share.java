package shootdown.bench;

/// How many of some, in words: `none`, `one`, `half`, `all`.
final class Share {
  private Share() {}

  /// @throws IllegalArgumentException if the word is another
  static int of(String word, int all) {
    return switch (word) {
      case "none" -> 0;
      case "one" -> Math.min(1, all);
      case "half" -> (all + 1) / 2;
      case "all" -> all;
      default -> throw new IllegalArgumentException("unknown share: name=" + word);
    };
  }
}

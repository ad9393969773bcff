package shootdown.results.child;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// What a failed child said that is worth one line: its last complaint, else its last line.
public final class LastWords {
  private static final int KEPT = 40;

  private final Deque<String> lines = new ArrayDeque<>();

  /// One line of output.
  public void accept(String line) {
    if (!line.isBlank()) {
      lines.addLast(line.strip());
    }
    if (lines.size() > KEPT) {
      lines.removeFirst();
    }
  }

  /// All that is kept, the oldest first.
  public List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public String toString() {
    List<String> latestFirst = new ArrayList<>(lines).reversed();
    return latestFirst.stream()
        .filter(
            line -> !line.startsWith("at ") && line.matches(".*(Exception|Error|ERROR|FATAL).*"))
        .findFirst()
        .or(() -> latestFirst.stream().findFirst())
        .orElse("it said nothing");
  }
}

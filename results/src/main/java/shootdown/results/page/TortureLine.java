package shootdown.results.page;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import shootdown.results.run.CommandText;
import shootdown.results.run.TortureRecord;
import shootdown.results.verdict.Tortured;
import shootdown.results.verdict.Verdict;

/// A torture run as a line of a table.
public record TortureLine(TortureRecord record, Verdict verdict, String scenario) {
  private static final Pattern TIME = Pattern.compile("\\bfor=(\\d+m?s)\\b");

  static TortureLine of(TortureRecord t) {
    return new TortureLine(t, Tortured.verdict(t), Tortured.scenario(t));
  }

  public String id() {
    return Failure.id("torture", scenario, record.kernel(), String.valueOf(record.seed()));
  }

  /// The line to type to see it again.
  public String again() {
    return again(record);
  }

  /// Where an invariant can break, and how often it came there; the rarest first.
  public List<Map.Entry<String, Long>> windows() {
    return record.windows().entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
  }

  /// Windows that were never entered say nothing.
  public List<String> neverEntered() {
    return windows().stream().filter(w -> w.getValue() == 0).map(Map.Entry::getKey).toList();
  }

  static String again(TortureRecord t) {
    Matcher time = TIME.matcher(t.parameters());
    return CommandText.of(
            "torture",
            "--kernel",
            t.kernel(),
            "--vcpus",
            String.valueOf(t.vcpus()),
            "--seed",
            String.valueOf(t.seed()),
            "--scenario",
            Tortured.scenario(t),
            "--for",
            time.find() ? time.group(1) : "60s")
        .line();
  }
}

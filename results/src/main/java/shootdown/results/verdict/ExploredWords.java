package shootdown.results.verdict;

import java.util.ArrayList;
import java.util.List;
import shootdown.results.run.ExplorationRecord;

/// What is said of explorations.
public final class ExploredWords {
  private ExploredWords() {}

  /// How far one went: `exhausted`, `all up to bound 2`, `12,000 pct schedules`, `not at all`.
  public static String howFar(ExplorationRecord r) {
    if (r.exhausted()) {
      return "exhausted";
    }
    if (r.executions() == 0) {
      return "not at all";
    }
    if (r.bound() >= 0) {
      return "all up to bound " + r.bound();
    }
    String kind = r.search().equals("exhaustive") ? "" : " " + r.search();
    return Words.count(r.executions()) + kind + " schedules";
  }

  /// The sentences about all of them.
  static List<String> sentences(List<StoryResult> explored) {
    List<String> parts = new ArrayList<>();
    say(parts, explored, Verdict.VIOLATED, "reached a violation");
    say(parts, explored, Verdict.SURVIVED, "should have reached a violation and did not");
    say(parts, explored, Verdict.UNEXPLAINED, "cannot reach what was sampled");
    holds(parts, explored);
    say(parts, explored, Verdict.CONVICTED, "reached a violation, as expected");
    say(parts, explored, Verdict.NOT_REACHED, "never entered the window");
    say(parts, explored, Verdict.TOO_FEW, "had too little time to reach what was expected");
    say(parts, explored, Verdict.NOT_TRIED, "had no time");
    say(parts, explored, Verdict.INFRASTRUCTURE, "could not be judged");
    return parts;
  }

  private static void holds(List<String> parts, List<StoryResult> explored) {
    List<StoryResult> held = explored.stream().filter(r -> r.verdict() == Verdict.HOLDS).toList();
    if (!held.isEmpty()) {
      long exhausted =
          held.stream()
              .flatMap(r -> r.exploration().stream())
              .filter(ExplorationRecord::exhausted)
              .count();
      long played =
          held.stream()
              .flatMap(r -> r.exploration().stream())
              .mapToLong(ExplorationRecord::executions)
              .sum();
      parts.add(
          "%s no violation in %s schedules, %s of them exhausted."
              .formatted(
                  explorations(held.size(), "reaches", "reach"),
                  Words.count(played),
                  Words.count(exhausted)));
    }
  }

  private static void say(
      List<String> parts, List<StoryResult> explored, Verdict verdict, String what) {
    int n = (int) explored.stream().filter(r -> r.verdict() == verdict).count();
    if (n > 0) {
      parts.add(explorations(n, what, what) + ".");
    }
  }

  private static String explorations(int n, String one, String many) {
    return n == 1 ? "1 exploration " + one : Words.count(n) + " explorations " + many;
  }
}

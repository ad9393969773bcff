package shootdown.results.verdict;

import java.util.ArrayList;
import java.util.List;
import shootdown.results.run.Run;
import shootdown.results.story.StorySheet;
import shootdown.results.verdict.Verdict.Gravity;

/// The closing sentence of a run, and its exit code.
///
/// @param word `HOLDS`, `VIOLATED`, `INCOMPLETE` or `NOTHING_RUN`
public record Conclusion(String word, String sentence, int exitCode) {
  private static final int UNKNOWN = 75;

  public static Conclusion of(List<Run> runs, List<StoryResult> all) {
    List<StoryResult> stories =
        all.stream().filter(r -> r.sheet().kind() == StorySheet.Kind.STORY).toList();
    boolean measured = runs.stream().anyMatch(run -> run.benchmarks().findAny().isPresent());
    boolean cutShort =
        runs.stream().anyMatch(run -> run.ended().filter(end -> end.complete()).isEmpty());
    boolean ran = stories.stream().anyMatch(r -> r.verdict() != Verdict.NOT_SCHEDULED);
    List<String> parts = new ArrayList<>(sentences(stories));
    if (stories.isEmpty() && measured) {
      parts.add("No story was hunted; benchmarks were measured.");
    }
    if (cutShort) {
      parts.add("The run was cut short: what is missing here was not tried.");
    }
    String sentence = String.join(" ", parts);
    if (has(all, Gravity.FAILURE)) {
      return new Conclusion("VIOLATED", sentence, 1);
    }
    if (!measured && !ran && all.stream().allMatch(r -> r.verdict() == Verdict.NOT_SCHEDULED)) {
      return new Conclusion("NOTHING_RUN", (sentence + " Nothing was run.").strip(), 3);
    }
    if (has(all, Gravity.UNKNOWN) || cutShort) {
      return new Conclusion("INCOMPLETE", sentence, UNKNOWN);
    }
    return new Conclusion("HOLDS", sentence, 0);
  }

  private static List<String> sentences(List<StoryResult> stories) {
    List<String> parts = new ArrayList<>();
    say(parts, stories, Verdict.VIOLATED, "%s violated%s.");
    say(parts, stories, Verdict.SURVIVED, "%s did not convict what %s expected to convict%s.");
    holds(parts, stories);
    say(parts, stories, Verdict.CONVICTED, "%s convicted the kernel on trial%s.");
    say(parts, stories, Verdict.NOT_REACHED, "%s never entered the window%s.");
    say(parts, stories, Verdict.NOT_SCHEDULED, "%s could not be scheduled on this many cores%s.");
    say(parts, stories, Verdict.INFRASTRUCTURE, "%s could not be judged%s.");
    return parts;
  }

  private static void holds(List<String> parts, List<StoryResult> stories) {
    List<StoryResult> held = stories.stream().filter(r -> r.verdict() == Verdict.HOLDS).toList();
    if (!held.isEmpty()) {
      long entered = held.stream().mapToLong(StoryResult::windowEntered).sum();
      parts.add(
          "%s on kernel %s: no violation in %s samples that entered the window."
              .formatted(
                  held.size() == 1 ? "1 story holds" : Words.count(held.size()) + " stories hold",
                  held.getFirst().kernel(),
                  Words.count(entered)));
    }
  }

  private static void say(List<String> parts, List<StoryResult> all, Verdict verdict, String form) {
    List<StoryResult> some = all.stream().filter(r -> r.verdict() == verdict).toList();
    if (!some.isEmpty()) {
      boolean one = some.size() == 1;
      String who = one ? "1 story" : Words.count(some.size()) + " stories";
      String on = " (kernel " + some.getFirst().kernel() + ")";
      parts.add(
          switch (verdict) {
            case VIOLATED -> form.formatted(who + (one ? " is" : " are"), on);
            case SURVIVED -> form.formatted(who, one ? "it was" : "they were", on);
            default -> form.formatted(who, on);
          });
    }
  }

  private static boolean has(List<StoryResult> all, Gravity gravity) {
    return all.stream().anyMatch(r -> r.verdict().gravity() == gravity);
  }
}

package shootdown.results.verdict;

import java.util.ArrayList;
import java.util.List;
import shootdown.results.run.Run;
import shootdown.results.run.RunEnded;
import shootdown.results.run.Slice;
import shootdown.results.run.TortureRecord;
import shootdown.results.story.StorySheet;
import shootdown.results.verdict.Verdict.Gravity;

/// The closing sentence of a run, and its exit code.
///
/// @param word `HOLDS`, `VIOLATED`, `INCOMPLETE` or `NOTHING_RUN`
public record Conclusion(String word, String sentence, int exitCode) {
  private static final int UNKNOWN = 75;

  public static Conclusion of(List<Run> runs, List<StoryResult> all) {
    List<StoryResult> judged =
        all.stream().filter(r -> r.sheet().kind() == StorySheet.Kind.STORY).toList();
    List<StoryResult> stories = judged.stream().filter(r -> !r.explored()).toList();
    List<StoryResult> explored = judged.stream().filter(StoryResult::explored).toList();
    boolean measured = runs.stream().anyMatch(run -> run.benchmarks().findAny().isPresent());
    boolean cutShort =
        runs.stream().anyMatch(run -> !run.ended().filter(RunEnded::endedOrderly).isPresent());
    boolean ran = judged.stream().anyMatch(Conclusion::ran);
    List<String> parts = new ArrayList<>(sentences(stories));
    parts.addAll(ExploredWords.sentences(explored));
    if (judged.isEmpty() && measured) {
      parts.add("No story was hunted; benchmarks were measured.");
    }
    List<TortureRecord> tortures = runs.stream().flatMap(Run::tortures).toList();
    parts.addAll(TortureWords.sentences(tortures));
    List<Slice> failed = runs.stream().flatMap(Run::slices).filter(Slice::failed).toList();
    parts.addAll(failures(failed));
    runs.stream()
        .map(Run::leftOut)
        .filter(left -> !left.isEmpty())
        .forEach(left -> leftOut(parts, left));
    if (runs.stream().flatMap(run -> run.ended().stream()).anyMatch(RunEnded::outOfTime)) {
      parts.add("Time was over before all that was planned had been tried.");
    }
    if (cutShort) {
      parts.add("The run was cut short: what is missing here was not tried.");
    }
    String sentence = String.join(" ", parts);
    if (has(all, Gravity.FAILURE)
        || tortures.stream().anyMatch(t -> gravity(t) == Gravity.FAILURE)) {
      return new Conclusion("VIOLATED", sentence, 1);
    }
    boolean tortured = !tortures.isEmpty();
    if (failed.isEmpty()
        && !measured
        && !tortured
        && !ran
        && all.stream().noneMatch(Conclusion::ran)) {
      return new Conclusion("NOTHING_RUN", (sentence + " Nothing was run.").strip(), 3);
    }
    if (!failed.isEmpty()) {
      return new Conclusion("INCOMPLETE", sentence, UNKNOWN);
    }
    if (has(all, Gravity.UNKNOWN)
        || cutShort
        || tortures.stream().anyMatch(t -> gravity(t) == Gravity.UNKNOWN)) {
      return new Conclusion("INCOMPLETE", sentence, UNKNOWN);
    }
    return new Conclusion("HOLDS", sentence, 0);
  }

  private static boolean ran(StoryResult r) {
    return r.verdict() != Verdict.NOT_SCHEDULED && r.verdict() != Verdict.NOT_TRIED;
  }

  /// What the budget was too short for from the beginning.
  private static void leftOut(List<String> parts, String what) {
    parts.add("The budget left no room for " + what + ".");
  }

  private static Gravity gravity(TortureRecord t) {
    return Tortured.verdict(t).gravity();
  }

  private static List<String> failures(List<Slice> failed) {
    if (failed.size() > 1) {
      return List.of(Words.count(failed.size()) + " slices failed.");
    }
    return failed.stream().map(s -> "Slice " + s.name() + " failed: " + s.trouble() + ".").toList();
  }

  private static List<String> sentences(List<StoryResult> stories) {
    List<String> parts = new ArrayList<>();
    say(parts, stories, Verdict.VIOLATED, "is violated", "are violated", true);
    say(parts, stories, Verdict.SURVIVED, "should have convicted", "should have convicted", true);
    holds(parts, stories);
    say(parts, stories, Verdict.CONVICTED, "convicted", "convicted", true);
    say(
        parts,
        stories,
        Verdict.TOO_FEW,
        "had too few samples to convict",
        "had too few samples to convict",
        true);
    say(
        parts,
        stories,
        Verdict.NOT_REACHED,
        "never entered its window",
        "never entered their windows",
        false);
    say(
        parts,
        stories,
        Verdict.NOT_SCHEDULED,
        "needs more cores than there are",
        "need more cores than there are",
        false);
    say(parts, stories, Verdict.NOT_TRIED, "had no time", "had no time", false);
    say(
        parts,
        stories,
        Verdict.INFRASTRUCTURE,
        "could not be judged",
        "could not be judged",
        false);
    return parts;
  }

  private static void holds(List<String> parts, List<StoryResult> stories) {
    List<StoryResult> held = with(stories, Verdict.HOLDS);
    if (!held.isEmpty()) {
      long entered = held.stream().mapToLong(StoryResult::windowEntered).sum();
      parts.add(
          "%s on kernel %s: no violation in %s samples that entered the window."
              .formatted(
                  stories(held.size()) + (held.size() == 1 ? " holds" : " hold"),
                  held.getFirst().kernel(),
                  Words.count(entered)));
    }
  }

  private static void say(
      List<String> parts,
      List<StoryResult> all,
      Verdict verdict,
      String one,
      String many,
      boolean kernel) {
    List<StoryResult> some = with(all, verdict);
    if (!some.isEmpty()) {
      String what = some.size() == 1 ? one : many;
      String on = (verdict == Verdict.VIOLATED ? " on" : "") + " " + kernels(some);
      String tail =
          switch (verdict) {
            case CONVICTED -> ", as expected";
            case SURVIVED -> " and did not";
            default -> "";
          };
      parts.add(stories(some.size()) + " " + what + (kernel ? on : "") + tail + ".");
    }
  }

  /// `kernel seed`, or how many.
  private static String kernels(List<StoryResult> some) {
    List<String> names = some.stream().map(StoryResult::kernel).distinct().toList();
    return names.size() == 1
        ? "kernel " + names.getFirst()
        : Words.count(names.size()) + " kernels";
  }

  private static String stories(int n) {
    return n == 1 ? "1 story" : Words.count(n) + " stories";
  }

  private static List<StoryResult> with(List<StoryResult> all, Verdict verdict) {
    return all.stream().filter(r -> r.verdict() == verdict).toList();
  }

  private static boolean has(List<StoryResult> all, Gravity gravity) {
    return all.stream().anyMatch(r -> r.verdict().gravity() == gravity);
  }
}

package shootdown.results.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import shootdown.results.page.Report;
import shootdown.results.run.Run;
import shootdown.results.run.RunFolder;
import shootdown.results.run.RunReader;
import shootdown.results.run.Unreadable;
import shootdown.results.story.StorySheet;
import shootdown.results.verdict.StoryResult;
import shootdown.results.verdict.Verdict.Gravity;

/// Stories that failed the last time: whoever waits for a campaign wants to hear of them first.
///
/// @param run where they failed, or empty
record Worries(String run, Set<String> stories) {
  static final Worries NONE = new Worries("", Set.of());

  private static final int LOOKED_AT = 5;

  /// Of the newest run of a kernel that has hunted or explored anything.
  static Worries of(Path results, String kernel) {
    for (Path folder : RunFolder.newest(results, LOOKED_AT)) {
      try {
        Run run = RunReader.read(folder);
        List<StoryResult> judged = Report.of(List.of(run)).results();
        if (run.started().kernel().equals(kernel) && !judged.isEmpty()) {
          return new Worries(run.started().name(), failed(judged));
        }
      } catch (Unreadable e) {
        continue; // it will say so when it is asked for
      }
    }
    return NONE;
  }

  private static Set<String> failed(List<StoryResult> judged) {
    return judged.stream()
        .filter(r -> r.verdict().gravity() == Gravity.FAILURE)
        .map(r -> r.sheet().id())
        .collect(Collectors.toUnmodifiableSet());
  }

  boolean about(StorySheet sheet) {
    return stories.contains(sheet.id());
  }

  /// The same in another order: what failed first, else as it was.
  <T> List<T> first(List<T> all, Function<T, StorySheet> sheet) {
    List<T> ordered = new ArrayList<>(all.stream().filter(t -> about(sheet.apply(t))).toList());
    all.stream().filter(t -> !about(sheet.apply(t))).forEach(ordered::add);
    return List.copyOf(ordered);
  }
}

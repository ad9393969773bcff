package shootdown.results.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shootdown.results.page.Report;
import shootdown.results.run.Run;
import shootdown.results.run.RunFolder;
import shootdown.results.run.RunReader;
import shootdown.results.run.Unreadable;
import shootdown.results.story.StorySheet;
import shootdown.results.verdict.Verdict.Gravity;

/// Stories that failed the last time: whoever waits for a campaign wants to hear of them first.
///
/// @param run where they failed, or empty
record Worries(String run, Set<String> stories) {
  static final Worries NONE = new Worries("", Set.of());

  private static final int LOOKED_AT = 5;

  /// Of the newest run of a kernel that has hunted or explored anything.
  static Worries of(Path results, String kernel) {
    return RunFolder.newest(results, LOOKED_AT).stream()
        .flatMap(folder -> read(folder).stream())
        .filter(run -> run.started().kernel().equals(kernel))
        .map(run -> new Worries(run.started().name(), failed(run)))
        .findFirst()
        .orElse(NONE);
  }

  /// Empty for one that has judged no story, and for one that cannot be read: it will say so when
  /// it is asked for.
  private static Optional<Run> read(Path folder) {
    try {
      return Optional.of(RunReader.read(folder))
          .filter(run -> Stream.concat(run.stories(), run.explorations()).findAny().isPresent());
    } catch (Unreadable e) {
      return Optional.empty();
    }
  }

  private static Set<String> failed(Run run) {
    return Report.of(List.of(run)).results().stream()
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

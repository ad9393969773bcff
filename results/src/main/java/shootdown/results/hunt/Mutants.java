package shootdown.results.hunt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import shootdown.results.story.StorySheet;

/// Takes forks in which a story was played on several kernels in turn apart, kernel by kernel.
///
/// Such a fork counts outcomes as `<kernel>, <verdict>, <window>`.
final class Mutants {
  private Mutants() {}

  /// Forks as if each kernel had had its own, which gets its share of the time; trouble is
  /// everybody's.
  static Map<String, List<ForkResult>> of(HuntPlan plan, List<ForkResult> forks) {
    Map<String, List<ForkResult>> byKernel = new TreeMap<>();
    for (ForkResult fork : forks) {
      plan.storyOf(fork.test()).ifPresent(story -> split(fork, story, byKernel));
    }
    return byKernel;
  }

  private static void split(
      ForkResult fork, StorySheet story, Map<String, List<ForkResult>> byKernel) {
    double share = fork.seconds() / story.convicts().size();
    for (String kernel : story.convicts()) {
      String mark = kernel + ", ";
      Map<String, Long> outcomes = new HashMap<>();
      fork.outcomes()
          .forEach(
              (key, count) -> {
                if (key.startsWith(mark)) {
                  outcomes.put(key.substring(mark.length()), count);
                }
              });
      byKernel
          .computeIfAbsent(kernel, k -> new ArrayList<>())
          .add(new ForkResult(story.id(), fork.actors(), outcomes, share, fork.troubles()));
    }
  }
}

package shootdown.results.hunt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import shootdown.results.run.StoryRecord;

/// Forks added up to one record a test.
public final class Tallies {
  private static final String ENGINE = "jcstress";

  private Tallies() {}

  public static List<StoryRecord> of(String kernel, List<ForkResult> forks, String source) {
    Map<String, List<ForkResult>> byTest =
        forks.stream()
            .collect(Collectors.groupingBy(ForkResult::test, TreeMap::new, Collectors.toList()));
    List<StoryRecord> records = new ArrayList<>();
    byTest.forEach((test, all) -> records.add(add(kernel, test, all, source)));
    return records;
  }

  private static StoryRecord add(
      String kernel, String test, List<ForkResult> forks, String source) {
    Map<String, Long> outcomes = new TreeMap<>();
    double seconds = 0;
    List<String> troubles = new ArrayList<>();
    for (ForkResult fork : forks) {
      fork.outcomes().forEach((key, count) -> outcomes.merge(key, count, Long::sum));
      seconds += fork.seconds();
      troubles.addAll(fork.troubles());
    }
    return new StoryRecord(
        kernel,
        test,
        ENGINE,
        forks.size(),
        seconds,
        outcomes,
        troubles.stream().distinct().toList(),
        source);
  }
}

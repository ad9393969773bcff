package shootdown.results.page;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import shootdown.results.host.Environment;
import shootdown.results.host.LocalChanges;
import shootdown.results.run.Run;

/// Where some runs happened, and what was typed there.
///
/// @param runs their names
/// @param diff what differed from the commit, as far as it was kept
public record Machine(
    Environment environment, String runs, List<String> commands, String kernels, String diff) {

  /// One for each environment, in the order of the runs.
  static List<Machine> of(List<Run> all) {
    Map<Environment, List<Run>> by =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    run -> run.started().environment(), LinkedHashMap::new, Collectors.toList()));
    return by.entrySet().stream().map(e -> of(e.getKey(), e.getValue())).toList();
  }

  private static Machine of(Environment environment, List<Run> runs) {
    return new Machine(
        environment,
        words(runs.stream().map(run -> run.started().name()).toList(), ", "),
        runs.stream().map(run -> run.started().command()).distinct().toList(),
        words(runs.stream().map(run -> run.started().kernel()).toList(), ", "),
        words(runs.stream().map(Machine::changes).filter(d -> !d.isEmpty()).toList(), "\n"));
  }

  private static String changes(Run run) {
    Path folder = run.file().toAbsolutePath().getParent();
    return folder == null ? "" : LocalChanges.in(folder);
  }

  private static String words(List<String> all, String between) {
    return all.stream().distinct().collect(Collectors.joining(between));
  }
}

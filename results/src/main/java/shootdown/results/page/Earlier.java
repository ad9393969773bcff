package shootdown.results.page;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shootdown.results.run.Run;
import shootdown.results.run.RunFolder;
import shootdown.results.run.RunReader;
import shootdown.results.run.RunStarted;
import shootdown.results.run.Unreadable;

/// What a report can be held against: a run before it, and all runs of the store, the newest first.
public record Earlier(Optional<Since> since, List<Past> history) {
  /// Nothing is known.
  public static final Earlier NONE = new Earlier(Optional.empty(), List.of());

  /// So many runs are looked at.
  private static final int MOST = 30;

  public Earlier {
    history = List.copyOf(history);
  }

  /// Against the newest run that is older, of the same command and kernel, and has a test in
  /// common.
  public static Earlier in(Path results, Report now) {
    Set<String> ours =
        now.runs().stream().map(run -> run.started().name()).collect(Collectors.toSet());
    List<Past> history = new ArrayList<>();
    Optional<Since> since = Optional.empty();
    for (Path folder : RunFolder.newest(results, MOST)) {
      try {
        Run run = RunReader.read(folder);
        history.add(Past.of(run));
        boolean older = !ours.contains(run.started().name()) && precedes(run, now);
        if (older && since.isEmpty()) {
          since = Optional.of(Since.of(now, Report.of(List.of(run))));
        }
      } catch (Unreadable e) {
        history.add(Past.unreadable(String.valueOf(folder.getFileName()), reason(e)));
      }
    }
    return new Earlier(since, history);
  }

  /// Against a run of the user's choice.
  public Earlier against(Report now, Run chosen) {
    return new Earlier(Optional.of(Since.of(now, Report.of(List.of(chosen)))), history);
  }

  private static String reason(Unreadable e) {
    String message = String.valueOf(e.getMessage());
    return message.substring(message.indexOf(": ") + 2);
  }

  private static boolean precedes(Run then, Report now) {
    RunStarted first = now.started();
    return then.started().startedAt().isBefore(first.startedAt())
        && then.started().kernel().equals(first.kernel())
        && kind(then.started()).equals(kind(first))
        && !Collections.disjoint(tests(Stream.of(then)), tests(now.runs().stream()));
  }

  /// `campaign` of `20260801T120000Z-campaign-2`.
  private static String kind(RunStarted run) {
    return run.name().replaceFirst("^\\d+T\\d+Z-", "").replaceFirst("-\\d+$", "");
  }

  private static Set<Object> tests(Stream<Run> runs) {
    return runs.flatMap(
            run ->
                Stream.of(
                        run.planned().map(p -> List.of(p.story().id(), p.kernel())),
                        run.plannedExplorations().map(p -> List.of(p.story().id(), p.kernel())),
                        run.tortures().map(t -> List.of(t.scenario(), t.kernel())),
                        run.benchmarks().map(b -> List.of(b.id(), b.params())))
                    .flatMap(all -> all))
        .collect(Collectors.toSet());
  }
}

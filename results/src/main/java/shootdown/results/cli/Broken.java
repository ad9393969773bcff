package shootdown.results.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shootdown.results.host.Environment;
import shootdown.results.run.Entry;
import shootdown.results.run.NotTried;
import shootdown.results.run.Planned;
import shootdown.results.run.PlannedCampaign;
import shootdown.results.run.PlannedExploration;
import shootdown.results.run.Resumed;
import shootdown.results.run.Run;
import shootdown.results.run.RunEnded;
import shootdown.results.run.RunFolder;
import shootdown.results.run.RunReader;
import shootdown.results.run.Unreadable;

/// A campaign that was broken off, and what is needed to go on with it.
///
/// @param spent what it has taken so far, all its processes together
record Broken(Run run, PlannedCampaign asked, Duration spent) {
  private static final int LOOKED_AT = 50;

  /// The one that was named, or the newest that is not complete.
  static Broken find(Path results, Path chosen) {
    if (!chosen.toString().isEmpty()) {
      return of(RunReader.read(chosen));
    }
    return RunFolder.newest(results, LOOKED_AT).stream()
        .filter(folder -> String.valueOf(folder.getFileName()).contains("-campaign"))
        .flatMap(folder -> read(folder).stream())
        .filter(run -> run.campaign().isPresent())
        .filter(run -> run.ended().filter(RunEnded::complete).isEmpty())
        .findFirst()
        .map(Broken::of)
        .orElseThrow(
            () -> new BadInput("no campaign in " + results.resolve("runs") + " was broken off"));
  }

  /// Empty for one that was killed before its first line was there, and for one that was damaged.
  private static Optional<Run> read(Path folder) {
    try {
      return Optional.of(RunReader.read(folder));
    } catch (Unreadable e) {
      return Optional.empty();
    }
  }

  private static Broken of(Run run) {
    PlannedCampaign asked =
        run.campaign()
            .orElseThrow(() -> new Unreadable(run.file(), "is not a campaign: nothing to resume"));
    refuseOtherCode(run);
    return new Broken(run, asked, spent(run));
  }

  /// Counts of different sources do not add up.
  private static void refuseOtherCode(Run run) {
    String then = run.started().environment().commit();
    String now = Environment.here().commit();
    if (!then.equals(now)) {
      throw new Unreadable(
          run.file(), "is of commit " + then + ", this is " + now + ": begin a new campaign");
    }
  }

  /// Until the last line was written, and not counting the time in which nobody was at it.
  private static Duration spent(Run run) {
    Resumed last =
        run.resumptions()
            .reduce((first, second) -> second)
            .orElse(new Resumed(run.started().startedAt(), 0));
    Duration since = Duration.between(last.resumedAt(), lastWritten(run.file()));
    double seconds = Math.max(0, last.spentSeconds()) + Math.max(0, since.toMillis() / 1000.0);
    return Duration.ofMillis((long) (Math.min(seconds, 1e9) * 1000));
  }

  private static Instant lastWritten(Path file) {
    try {
      return Files.getLastModifiedTime(file).toInstant();
    } catch (IOException e) {
      throw new Unreadable(file, "cannot be read: " + e.getMessage());
    }
  }

  String name() {
    return run.started().name();
  }

  Done done() {
    return Done.of(run);
  }

  /// What was planned, has left no record, and has no place in the plan for the rest of the time.
  Stream<NotTried> without(CampaignPlan plan) {
    Set<Entry> again = plan.planned().collect(Collectors.toSet());
    return Stream.concat(
            run.planned().filter(p -> !hasRecord(p)),
            run.plannedExplorations().filter(p -> !hasRecord(p)))
        .distinct()
        .filter(planned -> !again.contains(planned))
        .map(NotTried::new);
  }

  private boolean hasRecord(Planned p) {
    return run.stories()
        .anyMatch(r -> r.id().equals(p.story().id()) && r.kernel().equals(p.kernel()));
  }

  private boolean hasRecord(PlannedExploration p) {
    return run.explorations()
        .anyMatch(
            r ->
                r.id().equals(p.story().id())
                    && r.kernel().equals(p.kernel())
                    && r.memory().equals(p.memory())
                    && r.fills() == p.fills());
  }

  /// What is left of its budget, zero if nothing is.
  Duration left() {
    double budget = Math.clamp(asked.budgetSeconds(), 0, 1e9);
    Duration left = Duration.ofMillis((long) (budget * 1000)).minus(spent);
    return left.isNegative() ? Duration.ZERO : left;
  }

  CampaignPlan.Wanted wanted(Duration left) {
    try {
      return new CampaignPlan.Wanted(
          KernelName.check(run.started().kernel()),
          Pattern.compile(asked.only()),
          left,
          run.started().startedAt().getEpochSecond());
    } catch (PatternSyntaxException e) {
      throw new Unreadable(run.file(), "is damaged: " + e.getDescription());
    }
  }

  /// Opens it for writing.
  RunFolder resume(Instant now) {
    Path folder = run.file().toAbsolutePath().getParent();
    try {
      RunFolder opened = RunFolder.resume(folder == null ? run.file() : folder);
      opened.append(new Resumed(now.truncatedTo(ChronoUnit.SECONDS), spent.toMillis() / 1000.0));
      return opened;
    } catch (IOException e) {
      throw new BadInput("cannot go on with " + run.file() + ": " + Session.reason(e));
    }
  }
}

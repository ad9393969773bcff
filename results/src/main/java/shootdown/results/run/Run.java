package shootdown.results.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A run as read back: its first line and all that followed.
///
/// @param file where it was read from
public record Run(Path file, RunStarted started, List<Entry> entries) {
  public Run {
    entries = List.copyOf(entries);
  }

  public Stream<Planned> planned() {
    return all(Planned.class);
  }

  public Stream<StoryRecord> stories() {
    return all(StoryRecord.class);
  }

  public Stream<PlannedExploration> plannedExplorations() {
    return all(PlannedExploration.class);
  }

  public Stream<ExplorationRecord> explorations() {
    return all(ExplorationRecord.class);
  }

  public Stream<BenchmarkRecord> benchmarks() {
    return all(BenchmarkRecord.class);
  }

  public Stream<TortureRecord> tortures() {
    return all(TortureRecord.class);
  }

  public Stream<Slice> slices() {
    return all(Slice.class);
  }

  /// What was asked, if this is a campaign.
  public Optional<PlannedCampaign> campaign() {
    return all(PlannedCampaign.class).findFirst();
  }

  /// Every time it went on after it had been broken off.
  public Stream<Resumed> resumptions() {
    return all(Resumed.class);
  }

  /// Absent when the run was killed, and while it goes on after it had ended early.
  public Optional<RunEnded> ended() {
    return entries.stream()
        .filter(e -> e instanceof RunEnded || e instanceof Resumed)
        .reduce((first, last) -> last)
        .filter(RunEnded.class::isInstance)
        .map(RunEnded.class::cast);
  }

  /// What was planned, and then there was no time for it.
  public Stream<Entry> untried() {
    return all(NotTried.class).map(NotTried::what);
  }

  /// What a campaign's budget was too short for, in words, as it was planned last.
  public String leftOut() {
    return all(PlannedCampaign.class)
        .reduce((first, last) -> last)
        .map(PlannedCampaign::leftOut)
        .orElse("");
  }

  private <T extends Entry> Stream<T> all(Class<T> kind) {
    return entries.stream().filter(kind::isInstance).map(kind::cast);
  }
}

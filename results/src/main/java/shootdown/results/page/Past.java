package shootdown.results.page;

import java.time.Instant;
import shootdown.results.run.Run;
import shootdown.results.verdict.Verdict.Gravity;

/// A run of the store, in a line.
///
/// @param failures results that failed
/// @param open results that could not be judged
/// @param note why it has no verdict, or empty
public record Past(
    String name,
    Instant at,
    String command,
    String kernel,
    String commit,
    boolean dirty,
    String verdict,
    Gravity gravity,
    long failures,
    long open,
    long samples,
    String note) {

  static Past of(Run run, Report report) {
    return new Past(
        run.started().name(),
        run.started().startedAt(),
        run.started().command(),
        run.started().kernel(),
        report.environment().commit(),
        report.environment().dirty(),
        report.conclusion().word(),
        Marks.gravity(report.conclusion().exitCode()),
        report.count(Gravity.FAILURE),
        report.count(Gravity.UNKNOWN),
        report.samples(),
        run.ended().isEmpty() ? "killed" : run.ended().get().note());
  }

  /// One that cannot be read any more.
  static Past unreadable(String name, String why) {
    return new Past(
        name, Instant.EPOCH, "", "", "", false, "UNREADABLE", Gravity.UNKNOWN, 0, 0, 0, why);
  }

  public boolean readable() {
    return !commit.isEmpty();
  }

  public String mark() {
    return Marks.symbol(gravity) + " " + verdict.toLowerCase(java.util.Locale.ROOT);
  }

  public String style() {
    return Marks.style(gravity);
  }
}

package shootdown.results.page;

import gg.jte.Content;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import shootdown.results.bench.BatchSeries;
import shootdown.results.run.CommandText;
import shootdown.results.run.Run;
import shootdown.results.verdict.DefectResult;
import shootdown.results.verdict.FaultResult;
import shootdown.results.verdict.FaultResult.Fate;
import shootdown.results.verdict.StoryResult;
import shootdown.results.verdict.Verdict;
import shootdown.results.verdict.Verdict.Gravity;
import shootdown.results.verdict.Words;

/// What the templates ask for, in words; what is more than a word is worked out once.
///
/// @param folder where the page will lie
public record Page(
    Report report,
    Path folder,
    Earlier earlier,
    List<Failure> failures,
    TestTable tests,
    RawData data,
    RawData schema) {
  /// What is told in full, or has rows in more than one table.
  private static final int MOST_FAILURES = 100;

  private static final int MOST_ROWS = 500;

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /// Works it out.
  ///
  /// @param rows that the page carries itself
  static Page of(Report report, Path folder, Earlier earlier, int rows) {
    return new Page(
        report,
        folder,
        earlier,
        Failure.of(report, MOST_FAILURES),
        new TestTable(TestRow.of(report), rows),
        RawData.of(report, earlier),
        RawData.schema());
  }

  /// A link at the page's head.
  public record Stop(String id, String name) {}

  /// A file of ours within the page.
  public Content own(String name) {
    return Own.of(name);
  }

  /// Sections that are there.
  public List<Stop> stops() {
    List<Stop> stops = new ArrayList<>();
    add(stops, !failures.isEmpty(), "failed", "Attention");
    add(stops, earlier.since().isPresent(), "since", "Since last time");
    add(stops, !report.trial().isEmpty(), "trial", "Seed on trial");
    add(stops, !report.prices().isEmpty(), "batching", "Batching");
    add(stops, !report.prices().isEmpty(), "goals", "Goals");
    add(stops, !report.benchmarks().isEmpty(), "benchmarks", "Benchmarks");
    add(stops, !tests.rows().isEmpty(), "tests", "All tests");
    add(stops, !report.stories().isEmpty(), "stories", "Samples");
    add(stops, !report.exploredElsewhere().isEmpty(), "coverage", "Coverage");
    add(stops, !report.tortures().isEmpty(), "torture", "Torture");
    add(stops, !report.faults().isEmpty(), "museum", "Museum");
    add(stops, !earlier.history().isEmpty(), "history", "History");
    add(stops, true, "environment", "Where and how");
    add(stops, true, "data", "Raw data");
    return stops;
  }

  private static void add(List<Stop> stops, boolean there, String id, String name) {
    if (there) {
      stops.add(new Stop(id, name));
    }
  }

  /// The verdict in a few words; the sentence says the rest.
  public String headline() {
    String kernel = report.started().kernel();
    return switch (report.conclusion().word()) {
      case "HOLDS" ->
          "Kernel " + kernel + (isConvicted(kernel) ? " is convicted, as expected." : " holds.");
      case "VIOLATED" -> failed();
      case "NOTHING_RUN" -> "Nothing was run.";
      default -> "Kernel " + kernel + " is not judged: something could not be.";
    };
  }

  /// A wrong kernel was what the run was about, and was seen to be wrong.
  private boolean isConvicted(String kernel) {
    return tests.rows().stream()
        .anyMatch(row -> row.kernel().equals(kernel) && row.verdict() == Verdict.CONVICTED);
  }

  private String failed() {
    long n = report.count(Gravity.FAILURE);
    return n == 1 ? "1 test failed." : Words.count(n) + " tests failed.";
  }

  /// How the verdict is drawn.
  public String style() {
    return Marks.style(Marks.gravity(report.conclusion().exitCode()));
  }

  /// `2026-08-01 12:00 UTC`.
  public String when(Instant at) {
    return STAMP.format(at);
  }

  public List<Machine> machines() {
    return Machine.of(report.runs());
  }

  public List<Chart> charts() {
    return BatchSeries.groups(report.benchmarks()).stream().map(Chart::of).toList();
  }

  public List<TortureLine> tortures() {
    return report.tortures().stream().map(TortureLine::of).toList();
  }

  /// Samples a second as a multiple of the control's, where there is one.
  public String againstControl(StoryResult r) {
    return report.controls().stream()
        .filter(c -> c.sheet().simpleName().equals(r.sheet().control()))
        .filter(c -> c.samplesPerSecond() > 0)
        .findFirst()
        .map(c -> Words.number(r.samplesPerSecond() / c.samplesPerSecond()) + " x control")
        .orElse("");
  }

  /// The violation that convicted a fault, one column a vCPU, or empty.
  public String columns(FaultResult fault) {
    return report.explored().stream()
        .filter(r -> r.kernel().equals(fault.fault().id()))
        .map(r -> Interleaving.of(report, r).columns())
        .filter(columns -> !columns.isEmpty())
        .findFirst()
        .orElse("");
  }

  /// The line to type to see a fault again.
  public String again(FaultResult fault) {
    return CommandText.of("museum", fault.fault().id()).line();
  }

  public long killed() {
    return report.faults().stream().filter(f -> f.fate() == Fate.KILLED).count();
  }

  /// How often a defect of the seed showed, in words; `–` where nobody looked.
  public String seen(DefectResult d, Optional<StoryResult> result) {
    if (result.isEmpty()) {
      return "–";
    }
    StoryResult r = result.get();
    if (r.samples() == 0) {
      return "–";
    }
    long hits = d.hits(result);
    String units = Words.count(r.samples()) + " " + Reasons.units(r);
    return hits == 0 ? "0 of " + units : Words.count(hits) + " of " + units;
  }

  /// The first of what may be very many: the table of every test has all.
  public static <T> List<T> first(List<T> all) {
    return all.subList(0, Math.min(all.size(), MOST_ROWS));
  }

  /// What is said where some are left out, or empty.
  public static String rest(int shown, long all) {
    return shown == all
        ? ""
        : "The first %s of %s: the table of every test has all."
            .formatted(Words.count(shown), Words.count(all));
  }

  /// Said of failures left out.
  public String failuresLeftOut() {
    long all = report.count(Gravity.FAILURE) + report.count(Gravity.UNKNOWN);
    return rest(failures.size(), all);
  }

  /// Where a result is told of in full, or empty.
  public String link(StoryResult r) {
    String id = Failure.id(r);
    return failures.stream().anyMatch(f -> f.id().equals(id)) ? "#" + id : "";
  }

  /// From the page to a run's data, so that the pair can be moved together.
  public String link(Run run) {
    Path from = folder.toAbsolutePath().normalize();
    Path to = run.file().toAbsolutePath().normalize();
    String path =
        from.getRoot().equals(to.getRoot()) ? from.relativize(to).toString() : to.toString();
    return path.replace('\\', '/');
  }
}

package shootdown.results.page;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import shootdown.results.Fixtures;
import shootdown.results.host.Environment;
import shootdown.results.run.Entry;
import shootdown.results.run.ExplorationRecord;
import shootdown.results.run.ExplorationRecord.Reached;
import shootdown.results.run.Planned;
import shootdown.results.run.PlannedExploration;
import shootdown.results.run.Run;
import shootdown.results.run.RunEnded;
import shootdown.results.run.RunReader;
import shootdown.results.run.RunStarted;
import shootdown.results.run.StoryRecord;
import shootdown.results.story.StorySheet;

/// Reports to be looked at.
final class Pages {
  private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");

  private Pages() {}

  static Run run(String name) {
    return RunReader.read(Fixtures.path(name));
  }

  /// One of everything, hostile names among it.
  static Report everything() {
    return Report.of(
        List.of(run("run/golden.jsonl"), run("page/torture.jsonl"), run("run/museum.jsonl")));
  }

  /// A week before, and three runs of the store, of which one was damaged.
  static Earlier before(Report now) {
    Run earlier = run("page/earlier.jsonl");
    Report then = Report.of(List.of(earlier));
    return new Earlier(
        Optional.of(Since.of(now, then)),
        List.of(
            Past.of(now.runs().getFirst()),
            Past.of(earlier),
            Past.unreadable("20260718T120000Z-<b>hunt</b>", "is truncated")));
  }

  static String html(Report report) {
    return writer().html(report, before(report));
  }

  static ReportWriter writer() {
    return new ReportWriter(Fixtures.path("run").resolve("report"));
  }

  /// Stories, each sampled and explored twice on some kernels.
  static Report many(int stories, int kernels) {
    List<Entry> entries = new ArrayList<>();
    for (int s = 0; s < stories; s++) {
      StorySheet sheet =
          new StorySheet(
              "shootdown.stress.Story_%04d_ThatIsOneOfVeryMany".formatted(s),
              StorySheet.Kind.STORY,
              2,
              "Does it hold?",
              "switch_mm",
              List.of("S4"),
              List.of(),
              "");
      for (int k = 0; k < kernels; k++) {
        add(entries, sheet, "my.own.Kernel%02d".formatted(k), s * 31L + k);
      }
    }
    entries.add(new RunEnded(NOON, true, ""));
    Environment here = new Environment(2, "off", "CPU", "Linux", "JDK", "0123456789ab", false);
    RunStarted started =
        new RunStarted(1, "20260801T120000Z-campaign", "campaign", "my.own.Kernel00", NOON, here);
    return Report.of(List.of(new Run(Path.of("results.jsonl"), started, entries)));
  }

  private static void add(List<Entry> entries, StorySheet sheet, String kernel, long n) {
    boolean broken = n % 9973 == 0;
    entries.add(new Planned(kernel, sheet));
    entries.add(
        new StoryRecord(
            kernel,
            sheet.id(),
            "jcstress",
            4,
            4,
            broken
                ? Map.of("S4 pinned bit cleared, overlapped", 3L)
                : Map.of("held, apart", 900_000 + n * 7919 % 99_991, "held, overlapped", 1 + n),
            List.of(),
            "blob"));
    for (String memory : List.of("sc", "tso")) {
      entries.add(new PlannedExploration(kernel, memory, 0, sheet));
      entries.add(
          new ExplorationRecord(
              kernel,
              sheet.id(),
              ExplorationRecord.ENGINE,
              memory,
              "exhaustive",
              "continuations",
              2,
              true,
              1000 + n,
              0,
              50_000 + n,
              0,
              1000,
              1.5,
              0,
              1,
              "",
              List.of(
                  new Reached("held, apart", 999 + n, 1, 0, "s" + n + "\n", "", ""),
                  new Reached("held, overlapped", 1, 7, 1, "s" + n + "\n", "", "")),
              List.of()));
    }
  }
}

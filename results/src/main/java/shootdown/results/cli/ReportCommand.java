package shootdown.results.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import shootdown.results.export.JUnitXml;
import shootdown.results.export.Markdown;
import shootdown.results.page.Earlier;
import shootdown.results.page.Report;
import shootdown.results.page.ReportWriter;
import shootdown.results.run.CannotWrite;
import shootdown.results.run.Run;
import shootdown.results.run.RunFolder;

/// Renders runs into one page.
@Command(
    name = "report",
    description = {
      "Renders runs into results/report: index.html, summary.json, summary.md and junit.xml.",
      "A run is a folder under results/runs, its results.jsonl, a jcstress blob (*.bin.gz) or JMH's"
          + " JSON."
    },
    footer = {
      "",
      "Examples:",
      "  report                                              the latest run",
      "  report results/runs/20260801T120000Z-hunt           that one",
      "  report results/runs/*-hunt                          several of one commit, added up",
      "  report RUN --readme benchmarks/README.md            the goals, judged, into that file too",
      "  report CAMPAIGN --readme stress-tests/README.md     the kill matrix, likewise",
      "  report --since results/runs/20260725T090000Z-hunt   what has changed since that one"
    })
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN", arity = "0..*", description = "Runs. Default: the latest.")
  private List<Path> runs = new ArrayList<>();

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Where runs/ and report/ are. Default: ${DEFAULT-VALUE}.")
  private Path results = Path.of("results");

  @Option(
      names = "--readme",
      paramLabel = "FILE",
      description = {
        "Writes tables into this file too, where it has a place for them: the goals and prices of",
        "benchmarks/README.md, the kill matrix of stress-tests/README.md."
      })
  private @Nullable Path readme;

  @Option(
      names = "--since",
      paramLabel = "RUN",
      description = "Compares with this run. Default: the one before, of the same command.")
  private @Nullable Path since;

  private final Surroundings here;

  ReportCommand(Surroundings here) {
    this.here = here;
  }

  @Override
  public Integer call() {
    List<Path> chosen = runs.isEmpty() ? RunFolder.latest(results).stream().toList() : runs;
    if (chosen.isEmpty()) {
      here.console().err().println("no run in " + results.resolve("runs") + " yet");
      return Exit.NOTHING_RUN;
    }
    List<Run> read = chosen.stream().map(path -> Inputs.read(path, here)).toList();
    Inputs.refuseMixture(read);
    Path folder = results.resolve("report");
    ReportWriter writer = new ReportWriter(folder);
    probe(writer, folder);
    Report report = Report.of(read);
    if (readme != null) {
      ReadmeTables.write(readme, report);
    }
    Path page = write(writer, report, folder, earlier(report));
    here.console().out().println(report.conclusion().sentence());
    here.console().out().println("Report: " + page);
    return report.conclusion().exitCode();
  }

  private Earlier earlier(Report report) {
    Earlier earlier = Earlier.in(results, report);
    return since == null ? earlier : earlier.against(report, Inputs.read(since, here));
  }

  static void probe(ReportWriter writer, Path folder) {
    try {
      writer.probe();
    } catch (IOException e) {
      throw new BadInput("cannot write the report into " + folder + ": " + Session.reason(e));
    }
  }

  static Path write(ReportWriter writer, Report report, Path folder, Path results) {
    return write(writer, report, folder, Earlier.in(results, report));
  }

  private static Path write(ReportWriter writer, Report report, Path folder, Earlier earlier) {
    try {
      writer.replace("junit.xml", JUnitXml.of(report));
      writer.replace("summary.md", Markdown.of(report));
      return writer.write(report, earlier);
    } catch (IOException e) {
      throw new CannotWrite(folder, e);
    }
  }
}

package shootdown.results.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import shootdown.results.child.InfrastructureFailure;
import shootdown.results.page.Report;
import shootdown.results.page.ReportWriter;

/// The main job: hunts, explores, puts what is known to be wrong on trial, measures, and writes the
/// report, within a budget.
@Command(
    name = "campaign",
    description = {
      "Hunts and explores every story, puts the seed kernel and every fault of the museum on"
          + " trial,",
      "measures, and writes the report. About 40 %% of the budget goes to the hunt, 20 %% each to",
      "exploring, to the trial and to benchmarks."
    },
    footer = {
      "",
      "Examples:",
      "  campaign                          ten minutes of everything",
      "  campaign --budget 2m --dry-run    what two minutes would do",
      "  campaign --only 'LazyTlb|Pin'     stories and benchmarks with these names",
      "  campaign --kernel my.own.Kernel   judge and price a kernel on the class path"
    })
final class CampaignCommand implements Callable<Integer> {
  @Mixin private final Common common = new Common();

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      defaultValue = "10m",
      description = "How long, like 90s, 10m, 1h30m. Default: ${DEFAULT-VALUE}.")
  private Duration budget = Duration.ofMinutes(10);

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      defaultValue = ".*",
      description = "Stories and benchmarks whose name contains a match. Default: all.")
  private Pattern only = Pattern.compile(".*");

  @Option(names = "--dry-run", description = "Print the plan and stop.")
  private boolean dryRun;

  private final Surroundings here;

  CampaignCommand(Surroundings here) {
    this.here = here;
  }

  @Override
  public Integer call() {
    long begun = System.nanoTime();
    String kernel = common.checkedKernel();
    CampaignPlan plan =
        CampaignPlan.of(kernel, budget, only, here.stories().get(), here.benchmarks().apply(only));
    if (plan.isEmpty()) {
      here.console().err().println("no story and no benchmark matches '" + only + "'");
      return Exit.NOTHING_RUN;
    }
    plan.describe().forEach(here.console().out()::println);
    here.console().out().flush();
    return dryRun ? Exit.HOLDS : run(plan, kernel, begun);
  }

  private int run(CampaignPlan plan, String kernel, long begun) {
    ReportWriter writer = new ReportWriter(common.report());
    ReportCommand.probe(writer, common.report());
    Session session =
        Session.open(
            common.results(), "campaign", here.text(), kernel, here.console(), here.interruption());
    try (session) {
      session.hunt(plan.hunt());
      session.explore(plan.explore(), record -> {});
      session.hunt(plan.bench().isEmpty() ? plan.trial().with(left(begun)) : plan.trial());
      session.explain();
      session.bench(plan.bench().with(left(begun)));
      session.done();
    } catch (InfrastructureFailure e) {
      here.console().err().println(e.getMessage()); // what was seen until then is reported
    }
    Report report = session.report();
    Path page = ReportCommand.write(writer, report, common.report(), common.results());
    int code = Closing.print(here.console().out(), report);
    here.console().out().println("Report: " + page);
    return code;
  }

  /// Whatever comes last gets what is really left.
  private Duration left(long begun) {
    Duration left = budget.minusNanos(System.nanoTime() - begun);
    return left.isNegative() ? Duration.ZERO : left;
  }
}

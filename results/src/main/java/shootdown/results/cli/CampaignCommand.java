package shootdown.results.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import shootdown.results.child.Deadline;
import shootdown.results.console.Progress;
import shootdown.results.page.Report;
import shootdown.results.page.ReportWriter;
import shootdown.results.run.PlannedCampaign;
import shootdown.results.run.RunFolder;

/// The main job: hunts, explores, puts what is known to be wrong on trial, measures, tortures, and
/// writes the report, within a budget.
@Command(
    name = "campaign",
    description = {
      "Hunts and explores every story, puts the seed kernel and every fault of the museum on"
          + " trial,",
      "measures, tortures, and writes the report. What failed the last time comes first. About 38"
          + " %% of",
      "the budget goes to the hunt, 19 %% each to exploring, to the trial and to benchmarks, the"
          + " rest",
      "to torture. What was seen is kept at once: after kill -9, --resume goes on."
    },
    footer = {
      "",
      "Examples:",
      "  campaign                          ten minutes of everything",
      "  campaign --budget 2m --dry-run    what two minutes would do",
      "  campaign --only 'LazyTlb|Pin'     stories and benchmarks with these names, no torture",
      "  campaign --kernel my.own.Kernel   judge and price a kernel on the class path",
      "  campaign --resume                 go on with the last one, which was broken off"
    })
final class CampaignCommand implements Callable<Integer> {
  static final String ALL = ".*";

  /// Beyond its time a campaign's last child is left so much of it.
  private static final int GRACE_SHARE = 30;

  /// What is kept back for the report.
  private static final Duration REPORT = Duration.ofSeconds(3);

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
      defaultValue = ALL,
      description = "Stories and benchmarks whose name contains a match. Default: all.")
  private Pattern only = Pattern.compile(ALL);

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      arity = "0..1",
      fallbackValue = "",
      description = {
        "Goes on with a campaign that was broken off: the latest, or that one. It gets what is left"
            + " of",
        "its budget, or --budget if that is given."
      })
  private @Nullable Path resume;

  @Option(names = "--dry-run", description = "Print the plan and stop.")
  private boolean dryRun;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Surroundings here;

  CampaignCommand(Surroundings here) {
    this.here = here;
  }

  @Override
  public Integer call() {
    return resume == null ? begin() : goOn(resume);
  }

  private int begin() {
    Deadline deadline = Deadline.in(budget);
    Instant now = Instant.now();
    String kernel = common.checkedKernel();
    var wanted = new CampaignPlan.Wanted(kernel, only, budget, now.getEpochSecond());
    Worries worries = Worries.of(common.results(), kernel);
    CampaignPlan plan = plan(wanted, Done.NOTHING, worries);
    if (plan.isEmpty() && !plan.leftOut().isEmpty()) {
      throw new BadInput(
          "--budget %d s is too little for anything of it".formatted(budget.toSeconds()));
    }
    if (plan.isEmpty()) {
      here.console().err().println("no story and no benchmark matches '" + only + "'");
      return Exit.NOTHING_RUN;
    }
    describe(plan);
    if (dryRun) {
      return Exit.HOLDS;
    }
    ReportWriter writer = writer();
    RunFolder run = Session.create(common.results(), "campaign", here.text(), kernel, now);
    run.append(new PlannedCampaign(budget.toMillis() / 1000.0, only.pattern(), plan.leftOut()));
    return run(plan, wanted, run, writer, deadline);
  }

  private int goOn(Path chosen) {
    refuse("--kernel");
    refuse("--only");
    Broken broken = Broken.find(common.results(), chosen);
    Duration left = given("--budget") ? budget : broken.left();
    Deadline deadline = Deadline.in(left);
    CampaignPlan.Wanted wanted = broken.wanted(left);
    CampaignPlan plan = plan(wanted, broken.done(), Worries.NONE);
    if (plan.isEmpty() && !plan.leftOut().isEmpty()) {
      throw new BadInput(broken.name() + " has spent its budget: give it more with --budget");
    }
    here.console()
        .out()
        .printf("goes on with %s after %d s%n", broken.name(), broken.spent().toSeconds());
    describe(plan);
    if (dryRun) {
      return Exit.HOLDS;
    }
    ReportWriter writer = writer();
    RunFolder run = broken.resume(Instant.now());
    run.append(broken.asked().leavingOut(plan.leftOut()));
    broken.without(plan).forEach(run::append);
    return run(plan, wanted, run, writer, deadline);
  }

  private CampaignPlan plan(CampaignPlan.Wanted wanted, Done done, Worries worries) {
    return CampaignPlan.of(
        wanted, here.stories().get(), here.benchmarks().apply(wanted.only()), done, worries);
  }

  private void describe(CampaignPlan plan) {
    plan.describe().forEach(here.console().out()::println);
    here.console().out().flush();
  }

  private ReportWriter writer() {
    ReportWriter writer = new ReportWriter(common.report());
    ReportCommand.probe(writer, common.report());
    return writer;
  }

  private int run(
      CampaignPlan plan,
      CampaignPlan.Wanted wanted,
      RunFolder run,
      ReportWriter writer,
      Deadline deadline) {
    Progress progress = here.console().progress(deadline);
    Deadline last = deadline.plus(wanted.total().dividedBy(GRACE_SHARE));
    Session session = Session.campaign(here, run, progress, deadline.minus(REPORT), last);
    try (session) {
      new Campaign(session, deadline.minus(REPORT), wanted.seed()).run(plan);
      session.done();
    }
    Report report = session.report();
    Path page = ReportCommand.write(writer, report, common.report(), common.results());
    int code = Closing.print(here.console().out(), report);
    here.console().out().println("Report: " + page);
    return code;
  }

  private void refuse(String option) {
    if (given(option)) {
      throw new BadInput(option + " was chosen when the campaign began: leave it out");
    }
  }

  private boolean given(String option) {
    return spec.commandLine().getParseResult().hasMatchedOption(option);
  }
}

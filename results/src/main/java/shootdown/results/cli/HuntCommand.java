package shootdown.results.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import shootdown.results.hunt.HuntPlan;
import shootdown.results.story.StorySheet;

/// Hunts stories with jcstress.
@Command(
    name = "hunt",
    description = "Hunts stories with jcstress, on one kernel.",
    footer = {
      "",
      "Examples:",
      "  hunt                              every story, two minutes",
      "  hunt -t LazyTlb --budget 10m      those whose name contains LazyTlb, for longer",
      "  hunt --kernel seed -t Exit_01     the kernel as it was committed in 2007",
      "  hunt --mutants -t Exit_02         every kernel that Exit_02 must convict",
      "  hunt --one-jit --budget 10m       as many samples as ten minutes give"
    })
final class HuntCommand implements Callable<Integer> {
  @Mixin private final Common common = new Common();

  @Option(
      names = "-t",
      paramLabel = "REGEX",
      defaultValue = ".*",
      description = "Stories and controls whose name contains a match. Default: all.")
  private Pattern tests = Pattern.compile(".*");

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      defaultValue = "2m",
      description = "How long, like 90s, 10m, 1h30m. Default: ${DEFAULT-VALUE}.")
  private Duration budget = Duration.ofMinutes(2);

  @Option(
      names = "--one-jit",
      description = {
        "One JVM for each story, as it comes. Default: four, one that only interprets, one with"
            + " C1,",
        "one with C2, one with C2 and randomised phases."
      })
  private boolean oneJit;

  @Option(
      names = "--mutants",
      description = {
        "Each story on the kernels that it must convict, in turn: the seed and the faults of the"
            + " museum."
      })
  private boolean mutants;

  private final Surroundings here;

  HuntCommand(Surroundings here) {
    this.here = here;
  }

  @Override
  public Integer call() {
    String kernel = common.checkedKernel();
    List<StorySheet> sheets = here.stories().get().matching(tests);
    if (sheets.isEmpty()) {
      here.console().err().println("no story matches '" + tests + "'");
      return Exit.NOTHING_RUN;
    }
    HuntPlan plan =
        mutants
            ? HuntPlan.inTurn(sheets, budget).with(oneJit)
            : new HuntPlan(kernel, sheets, budget, oneJit);
    if (plan.isEmpty()) {
      here.console().err().println("no story that matches '" + tests + "' convicts any kernel");
      return Exit.NOTHING_RUN;
    }
    Session session =
        Session.open(
            common.results(),
            "hunt",
            here.text(),
            plan.kernel(),
            here.console(),
            here.interruption());
    try (session) {
      here.console().progress().say("hunt: " + plan.describe());
      session.hunt(plan);
      session.explain(Session.LONGEST_EXPLANATION);
      session.done();
    }
    int code = Closing.print(here.console().out(), session.report());
    here.console().out().println("Kept in " + session.path() + "; `report` makes a page of it.");
    return code;
  }
}

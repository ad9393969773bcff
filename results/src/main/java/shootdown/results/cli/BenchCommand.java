package shootdown.results.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import shootdown.results.bench.BenchPlan;
import shootdown.results.bench.BenchmarkSheet;

/// Measures with JMH.
@Command(
    name = "bench",
    description = "Measures with JMH, with 95 %% intervals over forks.",
    footer = {
      "",
      "Examples:",
      "  bench                         every benchmark, three minutes",
      "  bench -t Pin --budget 10m     those whose name contains Pin; more time is more forks first"
    })
final class BenchCommand implements Callable<Integer> {
  @Mixin private final Common common = new Common();

  @Option(
      names = "-t",
      paramLabel = "REGEX",
      defaultValue = ".*",
      description = "Benchmarks whose name contains a match. Default: all.")
  private Pattern tests = Pattern.compile(".*");

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      defaultValue = "3m",
      description = "How long, like 90s, 10m, 1h30m. Default: ${DEFAULT-VALUE}.")
  private Duration budget = Duration.ofMinutes(3);

  private final Surroundings here;

  BenchCommand(Surroundings here) {
    this.here = here;
  }

  @Override
  public Integer call() {
    String kernel = common.checkedKernel();
    List<BenchmarkSheet> sheets = here.benchmarks().apply(tests);
    if (sheets.isEmpty()) {
      here.console().err().println("no benchmark matches '" + tests + "'");
      return Exit.NOTHING_RUN;
    }
    BenchPlan plan = new BenchPlan(kernel, sheets, budget);
    Session session =
        Session.open(
            common.results(), "bench", here.text(), kernel, here.console(), here.interruption());
    try (session) {
      here.console().progress().say("bench: " + plan.describe());
      session.bench(plan);
      session.done();
    }
    int code = Closing.print(here.console().out(), session.report());
    here.console().out().println("Kept in " + session.path() + "; `report` makes a page of it.");
    return code;
  }
}

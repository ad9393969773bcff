package shootdown.results.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import shootdown.results.child.InfrastructureFailure;
import shootdown.results.child.Interruption;
import shootdown.results.run.CannotWrite;
import shootdown.results.run.Unreadable;

/// The command with its commands, and what becomes of whatever they throw.
public final class FrontDoor {
  private FrontDoor() {}

  /// Runs one command line in this JVM.
  ///
  /// @return the exit code
  public static int start(String... arguments) {
    Interruption interruption = new Interruption().install();
    int code = run(Surroundings.real(Console.ofSystem(), interruption, arguments), arguments);
    interruption.finished();
    return code;
  }

  @Command(
      name = "shootdown",
      mixinStandardHelpOptions = true,
      version = "shootdown 1.0",
      synopsisSubcommandLabel = "COMMAND",
      description = "Hunts races in Xen PV page-table pinning, prices it, and reports.",
      footer = {
        "",
        "Start with:",
        "  doctor                    is this machine believable?",
        "  hunt -t Exit --budget 1m  hunt a few stories",
        "  explore -t Exit_02        play one story schedule by schedule",
        "  torture --for 1m          many vCPUs, whole workloads, until something breaks",
        "  museum A02                a race that really happened, told and shown",
        "  campaign                  ten minutes of everything, then open"
            + " results/report/index.html",
        "",
        "Exit codes: 0 all holds, 1 a violation (or an expected conviction that did not happen),",
        "2 wrong usage or unusable input, 3 nothing was run, 75 something could not be judged (try"
            + " again)."
      })
  private static final class Root {}

  static int run(Surroundings surroundings, String... arguments) {
    Surroundings here = surroundings.with(surroundings.console().plain());
    PrintWriter err = here.console().err();
    CommandLine root =
        new CommandLine(new Root())
            .addSubcommand(new CampaignCommand(here))
            .addSubcommand(new HuntCommand(here))
            .addSubcommand(new ExploreCommand(here))
            .addSubcommand(new TortureCommand(here))
            .addSubcommand(new MuseumCommand(here))
            .addSubcommand(new BenchCommand(here))
            .addSubcommand(new ReportCommand(here))
            .addSubcommand(new DoctorCommand(here));
    root.getSubcommands()
        .values()
        .forEach(sub -> sub.getCommandSpec().mixinStandardHelpOptions(true));
    root.registerConverter(Duration.class, new BudgetConverter());
    root.registerConverter(Pattern.class, new RegexConverter());
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setUsageHelpWidth(100);
    root.setOut(here.console().out()).setErr(err);
    root.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    root.setParameterExceptionHandler(usage(err));
    root.setExecutionExceptionHandler((e, commandLine, result) -> refusal(e, err));
    int code = execute(root, err, arguments);
    here.console().out().flush();
    err.flush();
    return code;
  }

  /// Out of memory, too deep: an error is no reason for a trace either.
  private static int execute(CommandLine root, PrintWriter err, String... arguments) {
    try {
      return root.execute(arguments);
    } catch (StackOverflowError | OutOfMemoryError e) {
      err.println("failed: " + oneLine(e.toString()));
      return Exit.INFRASTRUCTURE;
    }
  }

  private static IParameterExceptionHandler usage(PrintWriter err) {
    return (ParameterException e, String[] arguments) -> {
      String command = e.getCommandLine().getCommandName();
      err.println(oneLine(e.getMessage()) + " (see " + command + " --help)");
      return Exit.USAGE;
    };
  }

  private static int refusal(Exception e, PrintWriter err) {
    if (e instanceof BadInput || e instanceof Unreadable) {
      err.println(oneLine(e.getMessage()));
      return Exit.USAGE;
    }
    if (e instanceof InfrastructureFailure || e instanceof CannotWrite) {
      err.println(oneLine(e.getMessage()));
    } else {
      err.println("failed: " + oneLine(e.toString()));
    }
    return Exit.INFRASTRUCTURE;
  }

  private static String oneLine(@Nullable String message) {
    return message == null ? "failed without a word" : message.replaceAll("\\R+", " ").strip();
  }
}

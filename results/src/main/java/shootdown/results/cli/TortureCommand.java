package shootdown.results.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import shootdown.results.run.CommandText;
import shootdown.results.run.TortureRecord;
import shootdown.results.torture.Order;
import shootdown.results.torture.TorturingChild;
import shootdown.torture.Operation;
import shootdown.torture.Scenario;
import shootdown.torture.Settings;

/// Many vCPUs, whole workloads, for as long as one likes.
@Command(
    name = "torture",
    description = {
      "Has many vCPUs, each a thread, live a guest's life until a rule is broken or the time is"
          + " over.",
      "The first line and the last carry all parameters; the last one ends with SUCCESS or FAILURE."
    },
    footer = {
      "",
      "Each vCPU is asked for the same with the same seed; what real threads make of it differs.",
      "A scenario is a text file: --list names ours, --show prints one to begin with.",
      "",
      "Examples:",
      "  torture                                      16 vCPUs, a bit of everything, a minute",
      "  torture --vcpus 64 --for 2h                  overnight",
      "  torture --scenario exits --kernel seed       how long does the seed last?",
      "  torture --kernel A02 --scenario exits --until-kill    and a fault of the museum?",
      "  torture --show exits > mine.scenario; torture --scenario mine.scenario",
      "  torture --jfr torture.jfr                    pins, shootdowns and IPIs for JDK Mission"
          + " Control"
    })
final class TortureCommand implements Callable<Integer> {
  @Mixin private final Common common = new Common();

  @Option(
      names = "--vcpus",
      paramLabel = "N",
      defaultValue = "16",
      description = "1 to 64; a thread each. Default: ${DEFAULT-VALUE}.")
  private int vcpus = 16;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of what each vCPU is asked for. Default: a new one, told in the first line.")
  private @Nullable Long seed;

  @Option(
      names = "--scenario",
      paramLabel = "NAME|FILE",
      defaultValue = "mixed",
      description = "One of ours, or a file. Default: ${DEFAULT-VALUE}.")
  private String scenario = "mixed";

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "60s",
      converter = StoryTimeConverter.class,
      description = "How long at most, like 90s, 10m, 2h. Default: ${DEFAULT-VALUE}.")
  private Duration time = Duration.ofSeconds(60);

  @Option(
      names = "--ops",
      paramLabel = "N",
      description = "How many operations at most, all vCPUs together. Default: no limit.")
  private long operations = Settings.ENDLESS;

  @Option(
      names = "--judge",
      paramLabel = "TIME|off",
      defaultValue = "250ms",
      converter = JudgeConverter.class,
      description = {
        "How often all vCPUs stand still for the oracle; off leaves it to the referee, who judges"
            + " on",
        "the spot in any case. Default: ${DEFAULT-VALUE}."
      })
  private Duration judge = Duration.ofMillis(250);

  @Option(
      names = "--statistics",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = StoryTimeConverter.class,
      description = "How often a line says how far it is. Default: ${DEFAULT-VALUE}.")
  private Duration statistics = Duration.ofSeconds(5);

  @Option(
      names = "--trace",
      paramLabel = "N",
      defaultValue = "0",
      description = {
        "Keeps the last N events of each vCPU, a power of two. It orders what the kernel leaves",
        "unordered, so races hide from it: without it a violation is looked for again, traced.",
        "Default: ${DEFAULT-VALUE}."
      })
  private int trace;

  @Option(
      names = "--until-kill",
      description = {
        "Stops at the first violation and leaves it at that: exit 1, and the last line says after"
            + " how",
        "many operations and seconds."
      })
  private boolean untilKill;

  @Option(
      names = "--jfr",
      paramLabel = "FILE",
      description = "Records pins, shootdowns, IPIs and stalls with the JVM's flight recorder.")
  private @Nullable Path jfr;

  @Option(names = "--list", description = "Lists our scenarios and the operations, and stops.")
  private boolean list;

  @Option(
      names = "--show",
      paramLabel = "NAME",
      description = "Prints a scenario as a file, and stops.")
  private @Nullable String show;

  private final Surroundings here;

  TortureCommand(Surroundings here) {
    this.here = here;
  }

  @Override
  public Integer call() {
    PrintWriter out = here.console().out();
    if (list) {
      list(out);
      return Exit.HOLDS;
    }
    if (show != null) {
      out.print(ScenarioFile.read(show).text());
      return Exit.HOLDS;
    }
    return run(settings(), out);
  }

  private static void list(PrintWriter out) {
    out.println("Scenarios:");
    for (String name : Scenario.PRESETS) {
      out.printf("  %-12s %s%n", name, Scenario.preset(name).purpose());
    }
    out.println("Operations:");
    for (Operation o : Operation.values()) {
      out.printf("  %-12s %s%n", o.word(), o.what());
    }
  }

  private Settings settings() {
    try {
      return new Settings(
          KernelName.check(common.kernel, vcpus),
          vcpus,
          seed == null ? ThreadLocalRandom.current().nextInt(1, 1_000_000) : seed,
          ScenarioFile.read(scenario),
          time,
          operations,
          untilKill,
          judge,
          statistics,
          trace,
          jfrFile());
    } catch (IllegalArgumentException e) {
      throw new BadInput("--" + e.getMessage());
    }
  }

  private int run(Settings settings, PrintWriter out) {
    Order order = Order.of(settings, scenario);
    Session session =
        Session.open(
            common.results(),
            "torture",
            here.text(),
            settings.kernel(),
            here.console(),
            here.interruption());
    TortureRecord record;
    try (session) {
      record = session.torture(order, line -> say(out, line));
      session.done();
    }
    out.println("Kept in " + session.path() + ".");
    if (!record.report().isEmpty()) {
      out.print(typed(record.report(), session.path()));
    }
    say(out, record.last());
    return switch (record.verdict()) {
      case "HOLDS" -> record.interrupted() ? Exit.INFRASTRUCTURE : Exit.HOLDS;
      case "VIOLATED" -> Exit.VIOLATED;
      default -> Exit.INFRASTRUCTURE;
    };
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }

  /// The line to type, with the place of the schedule as seen from here.
  private static String typed(String report, Path run) {
    return report.replace(
        TorturingChild.PLAY_IT,
        "Play it: "
            + CommandText.of("explore", "--replay").line()
            + " "
            + run.resolve(TorturingChild.SCHEDULE));
  }

  private String jfrFile() {
    if (jfr == null) {
      return "";
    }
    Path file = jfr.toAbsolutePath();
    Path folder = file.getParent();
    if (folder == null || !Files.isDirectory(folder) || !Files.isWritable(folder)) {
      throw new BadInput("--jfr: cannot write " + jfr);
    }
    return file.toString();
  }
}

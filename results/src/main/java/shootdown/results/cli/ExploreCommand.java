package shootdown.results.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import shootdown.explore.MemoryModel;
import shootdown.explore.Schedule;
import shootdown.explore.Search;
import shootdown.explore.Settings;
import shootdown.results.child.Child;
import shootdown.results.explore.ExplorePlan;
import shootdown.results.explore.Replay;
import shootdown.results.page.Report;
import shootdown.results.story.StorySheet;
import shootdown.results.verdict.OutcomeKey;
import shootdown.results.verdict.StoryResult;

/// Plays stories schedule by schedule, or one schedule again.
@Command(
    name = "explore",
    description = {
      "Plays stories one schedule after another, on one kernel, and says which outcomes can be",
      "reached. Exit 1 if one of them is a violation, whatever the kernel."
    },
    footer = {
      "",
      "A schedule is a text file of a few lines. Each violation leaves one in the run's folder.",
      "",
      "Examples:",
      "  explore                                     every story, 20 s each, under store buffers",
      "  explore -t Exit_02 --memory sc              one of them, every interleaving of accesses",
      "  explore --kernel seed -t Exit --bound 1     what one preemption does to the seed",
      "  explore -t Flush --fills 1                  a processor may walk to a page by itself,"
          + " once",
      "  explore --search pct --depth 3 --seed 7     random priorities: for what is too large",
      "  explore --replay FILE                       see a schedule again, one column a vCPU",
      "  explore --minimise FILE > shorter.schedule  the same outcome with fewer switches"
    })
final class ExploreCommand implements Callable<Integer> {
  @Mixin private final Common common = new Common();

  @Option(
      names = "-t",
      paramLabel = "REGEX",
      defaultValue = ".*",
      description = "Stories whose name contains a match. Default: all.")
  private Pattern tests = Pattern.compile(".*");

  @Option(
      names = "--memory",
      paramLabel = "MODEL",
      defaultValue = "tso",
      description = {
        "sc: every write is seen by all at once; tso: writes wait in store buffers, as on x86.",
        "Default: ${DEFAULT-VALUE}."
      })
  private MemoryModel memory = MemoryModel.TSO;

  @Option(
      names = "--search",
      paramLabel = "HOW",
      defaultValue = "exhaustive",
      description = "exhaustive, random or pct. Default: ${DEFAULT-VALUE}.")
  private Search search = Search.EXHAUSTIVE;

  @Option(
      names = "--bound",
      paramLabel = "N",
      defaultValue = "none",
      converter = BoundConverter.class,
      description = {
        "The most preemptions, delayed writes and late interrupts of an exhaustive search, or"
            + " none.",
        "Small bounds come first in any case. Default: ${DEFAULT-VALUE}."
      })
  private int bound = Settings.UNBOUNDED;

  @Option(
      names = "--fills",
      paramLabel = "N",
      defaultValue = "0",
      description = {
        "How often in a schedule a processor may walk to a page by itself.",
        "Default: ${DEFAULT-VALUE}."
      })
  private int fills;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Of a random search. Default: ${DEFAULT-VALUE}.")
  private long seed = 1;

  @Option(
      names = "--depth",
      paramLabel = "D",
      defaultValue = "3",
      description = "Of pct: how many ordered steps a race needs. Default: ${DEFAULT-VALUE}.")
  private int depth = 3;

  @Option(
      names = "--executions",
      paramLabel = "N",
      description = "The most schedules of a story. Default: as many as there is time for.")
  private long executions = Long.MAX_VALUE;

  @Option(
      names = "--time",
      paramLabel = "TIME",
      defaultValue = "20s",
      converter = StoryTimeConverter.class,
      description = "The most for a story. Default: ${DEFAULT-VALUE}.")
  private Duration time = Duration.ofSeconds(20);

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description = "The most for all of them, shared out evenly. Default: each its --time.")
  private @Nullable Duration budget;

  @Option(
      names = "--replay",
      paramLabel = "FILE",
      description = "Plays this schedule; story, kernel and memory model stand in it.")
  private @Nullable Path replay;

  @Option(
      names = "--minimise",
      paramLabel = "FILE",
      description = "Prints a schedule of the same outcome without what it does not need.")
  private @Nullable Path minimise;

  private final Surroundings here;

  ExploreCommand(Surroundings here) {
    this.here = here;
  }

  @Override
  public Integer call() {
    if (replay != null && minimise != null) {
      throw new BadInput("--replay and --minimise are two commands: give one of them");
    }
    if (replay != null) {
      return replay(replay);
    }
    return minimise != null ? minimise(minimise) : explore();
  }

  private int explore() {
    Settings settings = settings(common.checkedKernel());
    List<StorySheet> sheets = here.stories().get().explorable(tests);
    if (sheets.isEmpty()) {
      here.console().err().println("no story matches '" + tests + "'");
      return Exit.NOTHING_RUN;
    }
    ExplorePlan each = ExplorePlan.of(sheets, settings);
    ExplorePlan plan = budget == null ? each : each.with(budget);
    Session session =
        Session.open(
            common.results(),
            "explore",
            here.text(),
            settings.kernel(),
            here.console(),
            here.interruption());
    try (session) {
      session.explore(
          plan, record -> FirstViolation.show(here.console().out(), record, session.path()));
      session.done();
    }
    Report report = session.report();
    int code = Closing.print(here.console().out(), report);
    here.console().out().println("Kept in " + session.path() + "; `report` makes a page of it.");
    boolean violated = report.explored().stream().mapToLong(StoryResult::violations).sum() > 0;
    return violated ? Exit.VIOLATED : code;
  }

  private Settings settings(String kernel) {
    try {
      return new Settings(kernel, memory, search, bound, fills, seed, depth, executions, time);
    } catch (IllegalArgumentException e) {
      throw new BadInput(
          "--" + String.valueOf(e.getMessage()).replaceFirst(".*: ", "") + " makes no sense");
    }
  }

  private int replay(Path file) {
    Schedule schedule = ScheduleFile.read(file);
    Replay.Shown shown;
    try {
      shown = new Replay(new Child(here.interruption())).show(schedule);
    } catch (IllegalArgumentException e) {
      throw new BadInput(file + ": " + e.getMessage());
    }
    PrintWriter out = here.console().out();
    out.println(
        schedule.story() + " on " + schedule.kernel() + ", " + schedule.model().word() + ":");
    out.println(shown.outcome());
    if (!shown.outcome().equals(schedule.outcome())) {
      out.println("The schedule was written for another outcome: " + schedule.outcome());
    }
    out.println();
    out.println(shown.columns().stripTrailing());
    return OutcomeKey.parse(shown.outcome()).held() ? Exit.HOLDS : Exit.VIOLATED;
  }

  private int minimise(Path file) {
    Schedule schedule = ScheduleFile.read(file);
    try {
      Replay child = new Replay(new Child(here.interruption()));
      String outcome = child.show(schedule).outcome();
      if (!outcome.equals(schedule.outcome())) {
        throw new BadInput(file + ": does not show its outcome any more, but: " + outcome);
      }
      Schedule least = child.minimise(schedule);
      here.console().out().print(least);
      here.console().err().println("cost " + schedule.cost() + " before, " + least.cost() + " now");
      return Exit.HOLDS;
    } catch (IllegalArgumentException e) {
      throw new BadInput(file + ": " + e.getMessage());
    }
  }
}

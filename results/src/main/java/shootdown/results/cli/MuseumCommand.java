package shootdown.results.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import shootdown.fault.Fault;
import shootdown.fault.Museum;
import shootdown.kernel.Kernel;
import shootdown.results.explore.ExplorePlan;
import shootdown.results.page.Report;
import shootdown.results.story.StorySheet;
import shootdown.results.verdict.FaultResult;
import shootdown.results.verdict.FaultResult.Fate;

/// Lists the races of the museum, or tells one of them and shows it.
@Command(
    name = "museum",
    description = {
      "Lists the faults, by family. With a number: tells what happened, and plays the race until"
          + " it",
      "shows, one column a vCPU."
    },
    footer = {
      "",
      "Each fault is a kernel, one step away from one that does not have it; its number is its"
          + " name",
      "for every other command too.",
      "",
      "Examples:",
      "  museum                            the list",
      "  museum A02                        one of them",
      "  hunt --kernel A02 -t Exit_02      the same on real cores",
      "  hunt --mutants                    all of them on real cores"
    })
final class MuseumCommand implements Callable<Integer> {
  private static final Duration MOST = Duration.ofSeconds(60);

  @Mixin private final Results results = new Results();

  @Parameters(
      arity = "0..1",
      paramLabel = "ID",
      description = "The number of a fault, like A02. Default: list them all.")
  private @Nullable String id;

  private final Surroundings here;

  MuseumCommand(Surroundings here) {
    this.here = here;
  }

  @Override
  public Integer call() {
    return id == null ? list() : show(id);
  }

  private int list() {
    PrintWriter out = here.console().out();
    char family = 0;
    for (Class<? extends Kernel> type : Museum.classes()) {
      Fault fault = Museum.of(type);
      if (Museum.family(fault) != family) {
        family = Museum.family(fault);
        out.println(family + "  " + Museum.about(family));
      }
      out.printf(
          "  %-5s %d  %-9s %-76s %s%n",
          fault.id(),
          fault.year(),
          Museum.base(type).name(),
          fault.title(),
          String.join(" ", fault.breaks()));
    }
    out.println();
    out.println("museum ID tells one and shows it.");
    return Exit.HOLDS;
  }

  private int show(String number) {
    Class<? extends Kernel> type =
        Museum.find(number)
            .orElseThrow(
                () -> new BadInput("no such fault: " + number + "; museum without it lists them"));
    Fault fault = Museum.of(type);
    tell(fault, Museum.base(type).name());
    List<StorySheet> stories = here.stories().get().explorable(Pattern.compile(""));
    Optional<ExplorePlan> plan = ExplorePlan.kill(fault, stories, MOST);
    if (plan.isEmpty()) {
      here.console().out().println("Nothing on this machine can show it.");
      return Exit.NOTHING_RUN;
    }
    return play(fault, plan.get());
  }

  private void tell(Fault fault, String base) {
    PrintWriter out = here.console().out();
    out.println(fault.id() + ": " + fault.title());
    out.println(fault.year() + ", " + fault.source() + "; one step away from kernel " + base);
    if (fault.derived()) {
      out.println("derived: no report of it is known; the source guards against it");
    }
    out.println("missing: " + fault.missing());
    out.println("breaks:  " + String.join(", ", fault.breaks()));
    out.println("takes:   " + fault.form().words());
    out.println();
    for (String step : fault.interleaving()) {
      out.println("  " + step);
    }
    if (!fault.unseen().isEmpty()) {
      out.println();
      out.println(fault.unseen());
    }
    if (!fault.endures().isEmpty()) {
      out.println();
      out.println("Endures torture: " + fault.endures());
    }
    out.println();
    out.flush();
  }

  private int play(Fault fault, ExplorePlan plan) {
    Session session =
        Session.open(
            results.folder(),
            "museum",
            here.text(),
            fault.id(),
            here.console(),
            here.interruption());
    try (session) {
      session.explore(
          plan, record -> FirstViolation.show(here.console().out(), record, session.path()));
      session.done();
    }
    Report report = session.report();
    FaultResult result =
        report.faults().stream().filter(f -> f.fault().id().equals(fault.id())).findFirst().get();
    here.console().out().println(fault.id() + " " + result.fate().word() + ".");
    if (result.fate() == Fate.KILLED) {
      return Exit.HOLDS;
    }
    return result.fate() == Fate.SURVIVED ? Exit.VIOLATED : Exit.INFRASTRUCTURE;
  }
}

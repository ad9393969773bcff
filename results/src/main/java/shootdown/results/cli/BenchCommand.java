package shootdown.results.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import shootdown.bench.Strategy;
import shootdown.results.bench.BenchPlan;
import shootdown.results.bench.BenchmarkSheet;
import shootdown.results.bench.Profile;
import shootdown.results.bench.ProfilePlan;

/// Measures with JMH.
@Command(
    name = "bench",
    description = "Measures with JMH, with 95 %% intervals over forks.",
    footer = {
      "",
      "Examples:",
      "  bench                            every benchmark, three minutes",
      "  bench -t Pin --budget 10m        those whose name contains Pin; more time is more forks"
          + " first",
      "  bench --profile normal           all that the goals ask for, ten forks of each",
      "  bench --compare fill direct      two ways to batch, in turns: ratio, interval, verdict",
      "  bench --compare chosen fill --kernel com.example.Mine   a way of your own",
      "  bench --profile async -t PinBatch   flame graphs into the run's folder"
    })
final class BenchCommand implements Callable<Integer> {
  private static final Duration DEFAULT_BUDGET = Duration.ofMinutes(3);
  private static final String ASYNC = "async";

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
      description = "How long, like 90s, 10m, 1h30m. Default: 3m.")
  private @Nullable Duration budget;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = {
        "quick (2 minutes, a preview), normal (some 28, all that the goals ask for), full (the"
            + " whole matrix);",
        "async: one fork of each under async-profiler, a flame graph each."
      })
  private @Nullable String profile;

  @Option(
      names = "--compare",
      arity = "2",
      paramLabel = "STRATEGY",
      description = "Measures the first against the second within the same forks.")
  private List<String> compared = List.of();

  @Option(
      names = "--async-profiler",
      paramLabel = "FILE",
      description = "Where libasyncProfiler is, if not on the library path.")
  private @Nullable Path library;

  @Option(names = "--dry-run", description = "Print the plan and stop.")
  private boolean dryRun;

  private final Surroundings here;

  BenchCommand(Surroundings here) {
    this.here = here;
  }

  @Override
  public Integer call() {
    String kernel = common.checkedKernel();
    refuseContradictions();
    List<BenchmarkSheet> sheets = here.benchmarks().apply(tests);
    if (!compared.isEmpty()) {
      sheets = sheets.stream().filter(s -> s.id().endsWith(".Strategies.round")).toList();
    }
    if (sheets.isEmpty()) {
      here.console().err().println("no benchmark matches '" + tests + "'");
      return Exit.NOTHING_RUN;
    }
    if (!compared.isEmpty()) {
      return compare(kernel, sheets.getFirst());
    }
    String chosen = profile;
    if (chosen == null) {
      return within(kernel, sheets);
    }
    if (chosen.equalsIgnoreCase(ASYNC)) {
      List<String> profiler = asyncProfiler();
      return measure(kernel, ProfilePlan.sampled(kernel, sheets), profiler);
    }
    return measure(kernel, ProfilePlan.of(kernel, sheets, profile(chosen)), List.of());
  }

  private void refuseContradictions() {
    for (String name : compared) {
      if (!Strategy.names().contains(name)) {
        throw new BadInput("'" + name + "' is no strategy; there are " + Strategy.names());
      }
    }
    long chosen =
        Stream.of(budget != null, profile != null, !compared.isEmpty()).filter(b -> b).count();
    if (chosen > 1) {
      throw new BadInput("--budget, --profile and --compare exclude each other");
    }
    if (profile != null && !profile.equalsIgnoreCase(ASYNC)) {
      Profile _ = profile(profile);
    }
  }

  private static Profile profile(String name) {
    return Stream.of(Profile.values())
        .filter(p -> p.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () -> new BadInput("'" + name + "' is no profile: quick, normal, full or async"));
  }

  private int within(String kernel, List<BenchmarkSheet> sheets) {
    BenchPlan plan = new BenchPlan(kernel, sheets, budget == null ? DEFAULT_BUDGET : budget);
    if (dryRun) {
      here.console().out().println("bench: " + plan.describe());
      return Exit.HOLDS;
    }
    here.console().progress().say("bench: " + plan.describe());
    return run(kernel, session -> session.bench(plan));
  }

  private int measure(String kernel, ProfilePlan plan, List<String> profiler) {
    plan.describe().forEach(here.console().out()::println);
    here.console().out().flush();
    if (dryRun) {
      return Exit.HOLDS;
    }
    if (plan.isEmpty()) {
      here.console().err().println("this profile measures nothing of '" + tests + "'");
      return Exit.NOTHING_RUN;
    }
    return run(kernel, session -> session.bench(plan, profiler));
  }

  private int compare(String kernel, BenchmarkSheet sheet) {
    Map<String, String> params =
        Map.of("strategy", compared.getFirst(), "baseline", compared.getLast());
    ProfilePlan plan = ProfilePlan.comparison(kernel, sheet, params);
    if (dryRun) {
      return measure(kernel, plan, List.of());
    }
    plan.describe().forEach(here.console().progress()::say);
    return run(
        kernel,
        session -> {
          session.bench(plan, List.of());
          StrategyWords.print(here.console().out(), session.read());
        });
  }

  private int run(String kernel, Consumer<Session> work) {
    Session session =
        Session.open(
            common.results(), "bench", here.text(), kernel, here.console(), here.interruption());
    try (session) {
      work.accept(session);
      session.done();
    }
    int code = Closing.print(here.console().out(), session.report());
    here.console().out().println("Kept in " + session.path() + "; `report` makes a page of it.");
    return code;
  }

  /// JMH's arguments for async-profiler, by timer: hardware counters are seldom to be had.
  private List<String> asyncProfiler() {
    Path lib = library == null ? onLibraryPath() : library.toAbsolutePath();
    if (lib == null) {
      throw new BadInput(
          "async-profiler cannot run: no "
              + System.mapLibraryName("asyncProfiler")
              + " in java.library.path; name it with --async-profiler");
    }
    if (!Files.isReadable(lib)) {
      throw new BadInput("async-profiler cannot run: cannot read " + lib);
    }
    return List.of(
        "-prof", "async:libPath=" + lib + ";event=itimer;output=flamegraph;dir=flamegraphs");
  }

  private static @Nullable Path onLibraryPath() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (os.contains("windows")) {
      throw new BadInput("async-profiler cannot run: it knows Linux and macOS only");
    }
    return Stream.of(
            System.getProperty("java.library.path", "").split(Pattern.quote(File.pathSeparator)))
        .map(folder -> Path.of(folder).resolve(System.mapLibraryName("asyncProfiler")))
        .filter(Files::isReadable)
        .findFirst()
        .orElse(null);
  }
}

package shootdown.results.goal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import shootdown.results.bench.Benchmarks;
import shootdown.results.bench.Bootstrap;
import shootdown.results.bench.Measured;
import shootdown.results.run.BenchmarkRecord;
import shootdown.results.run.Interval;
import shootdown.results.story.StorySheet;
import shootdown.results.verdict.StoryResult;
import shootdown.results.verdict.Verdict;
import shootdown.results.verdict.Words;

/// The goals G1 to G14, each judged from records.
///
/// Where a goal covers several sets of parameters, the worst of them speaks for all.
public final class Goals {
  /// Forks that a verdict takes.
  public static final int FORKS = 10;

  /// Rounds of an iteration that a verdict takes, of the median fork.
  private static final int ROUNDS = 4;

  private static final String TRAP = "trap";
  private static final double POSTS = 1e9;
  private static final double RATE = 1e5;

  private final Measured measured;
  private final List<GoalResult> results = new ArrayList<>();

  private Goals(Measured measured) {
    this.measured = measured;
  }

  /// All goals in order, or none if nothing of it was measured.
  public static List<GoalResult> judge(Stream<BenchmarkRecord> records, List<StoryResult> stories) {
    Goals goals = new Goals(new Measured(Benchmarks.pooled(records)));
    if (goals.measured.isEmpty()) {
      return List.of();
    }
    goals.interrupts();
    goals.batching();
    goals.shootdowns();
    goals.others(stories);
    return List.copyOf(goals.results);
  }

  private void interrupts() {
    for (int place = 1; place <= Measured.places(); place++) {
      String where = ", " + Measured.words(place);
      add(
          placed(
              "G1",
              "one bit posted and cleared, over one word (A1)" + where,
              Bound.atMost(1.10),
              one("IpiRoundTrip", "oneBitPerA1"),
              place));
    }
    for (int place = 1; place <= Measured.places(); place++) {
      String where = ", " + Measured.words(place);
      add(
          placed(
              "G2",
              "a whole call with payload, over two words (A2)" + where,
              Bound.atMost(place == 2 ? 1.5 : 1.15),
              one("IpiRoundTrip", "callPerA2"),
              place));
    }
    add(
        worst(
            "G2",
            "the same over JCTools MPSC with an acknowledgement",
            Bound.atMost(1),
            measured.all("IpiRoundTrip", "callPerMpsc")));
    add(
        worst(
            "G3",
            "JCTools MPSC offer and drain, over a slot per sender",
            Bound.atLeast(3),
            measured.all("Mailboxes", "slotsGain")));
    add(wakeUps());
    add(allocation());
  }

  private void batching() {
    add(misfit("on the trap", 0.05, List.of(TRAP)));
    add(misfit("on locks", 0.10, List.of("tas", "ticket", "synchronized", "reentrant")));
    add(
        worst(
            "G6",
            "a batch of one over a direct call, trap",
            Bound.atMost(1.05),
            pin("pin1PerDirect", TRAP)));
    gain("remap", "type word only", 18);
    gain("64", "64-entry scan", 8);
    gain("512", "512-entry scan", 2.8);
    add(
        worst(
            "G8",
            "throughput of two vCPUs over one, ticket lock, batches of 128",
            Bound.atLeast(1.4),
            pin("pairGain128", "ticket")));
  }

  private void gain(String work, String words, double bound) {
    add(
        worst(
            "G7",
            "trap, direct over batches of 32, " + words,
            Bound.atLeast(bound),
            pin("pinGain32", TRAP).filter(r -> work.equals(r.params().get("work")))));
  }

  private GoalResult misfit(String where, double bound, List<String> transports) {
    return worst(
        "G5",
        "misfit of E/n + w for n = 1 to 512, " + where,
        Bound.atMost(bound),
        transports.stream().flatMap(t -> pin("pinMisfit", t)));
  }

  private Stream<BenchmarkRecord> pin(String metric, String transport) {
    return measured.all("PinBatch", metric, Map.of("transport", transport));
  }

  private void shootdowns() {
    add(
        worst(
            "G9",
            "shootdown of N - 1 over A3 (N - 1), N = 3 to 16",
            Bound.atMost(0.65),
            drops("dropPerA3").filter(r -> vcpus(r) >= 3 && vcpus(r) <= 16)));
    add(linear());
    add(
        worst(
            "G9",
            "shootdown of one vCPU over A2, a core each",
            Bound.atMost(1.3),
            drops("dropPerA2").filter(r -> vcpus(r) == 2)));
    add(worst("G10", "with a hog on each core, over quiet", Bound.atMost(10), drops("hogRatio")));
  }

  private Stream<BenchmarkRecord> drops(String metric) {
    return measured.all("Shootdown", metric, Map.of("lazy", "all", "wait", "yield"));
  }

  private static int vcpus(BenchmarkRecord record) {
    return Integer.parseInt(record.params().getOrDefault("vcpus", "0"));
  }

  /// R² of the medians over the number of targets, all in one placement of the cores.
  private GoalResult linear() {
    String goal = "the same, R² of a straight line through N = 3 to 16";
    Bound bound = Bound.atLeast(0.97);
    Map<Integer, BenchmarkRecord> byVcpus = new TreeMap<>();
    drops("drop").filter(r -> vcpus(r) >= 3).forEach(r -> byVcpus.put(vcpus(r), r));
    if (byVcpus.size() < 3) {
      return GoalResult.open(
          "G9", goal, bound, Fate.NOT_MEASURED, "takes three numbers of vCPUs or more");
    }
    int place = commonest(byVcpus.values());
    int forks = fewest(byVcpus.values(), place);
    if (forks == 0) {
      return GoalResult.open(
          "G9", goal, bound, Fate.PLACEMENT_NOT_MET, "not all of them were ever placed alike");
    }
    double[] targets = byVcpus.keySet().stream().mapToDouble(n -> n - 1).toArray();
    Interval r2 =
        new Bootstrap()
            .of(
                byVcpus.values().stream().map(r -> measured.placed(r, place)).toList(),
                medians -> Line.r2(targets, medians));
    BenchmarkRecord first = byVcpus.values().iterator().next();
    String where = measured.where(first).map(w -> ", " + Measured.words(place)).orElse("");
    GoalResult result = GoalResult.of("G9", goal, bound, r2, "N = " + byVcpus.keySet() + where);
    return byVcpus.values().stream()
        .flatMap(r -> measured.voided(r, place).stream())
        .findFirst()
        .map(result::unresolved)
        .orElseGet(() -> enough(result, forks));
  }

  /// The placement that all of them were in with most forks.
  private int commonest(Collection<BenchmarkRecord> records) {
    int best = 1;
    for (int place = 2; place <= Measured.places(); place++) {
      if (fewest(records, place) > fewest(records, best)) {
        best = place;
      }
    }
    return best;
  }

  private int fewest(Collection<BenchmarkRecord> records, int place) {
    return records.stream().mapToInt(r -> measured.placed(r, place).size()).min().orElse(0);
  }

  private void others(List<StoryResult> stories) {
    add(
        worst(
            "G11",
            "a page of a large table over one of 512, sequential",
            Bound.atMost(1.10),
            measured.all("PinPages", "pinPerSmall", Map.of("order", "sequential"))));
    stories(stories);
    add(
        worst(
            "G13",
            "growth of the acknowledgement in a batch of n, over w n + 1.2 A2",
            Bound.atMost(1),
            measured.all("AckInBatch", "growthPerBound")));
    add(
        worst(
            "G14",
            "notes of events compiled in but off, over absent",
            Bound.atMost(1.02),
            measured.all("Checks", "offRatio")));
    add(
        worst(
            "G14",
            "notes of events kept, over absent",
            Bound.atMost(3),
            measured.all("Checks", "onRatio")));
  }

  /// Of the stories of two vCPUs, the slowest next to its control, and the slowest of all.
  private void stories(List<StoryResult> results) {
    String ratio = "samples a second of a story, over its control";
    String rate = "samples a second of a story";
    Map<String, StoryResult> controls =
        results.stream()
            .filter(r -> r.verdict() == Verdict.MEASURED && r.samplesPerSecond() > 0)
            .collect(Collectors.toMap(r -> r.sheet().simpleName(), r -> r, (a, b) -> a));
    record Pace(StoryResult story, double ratio) {}
    Optional<Pace> slowest =
        ofTwo(results)
            .flatMap(
                r ->
                    Stream.ofNullable(controls.get(r.sheet().control()))
                        .map(c -> new Pace(r, r.samplesPerSecond() / c.samplesPerSecond())))
            .min(Comparator.comparingDouble(Pace::ratio));
    add(paced(ratio, Bound.atLeast(0.5), slowest.map(Pace::story), slowest.map(Pace::ratio)));
    Optional<StoryResult> least =
        slowest.isEmpty()
            ? Optional.empty() // a campaign gives too little time to each
            : ofTwo(results).min(Comparator.comparingDouble(StoryResult::samplesPerSecond));
    add(paced(rate, Bound.atLeast(RATE), least, least.map(StoryResult::samplesPerSecond)));
  }

  private static Stream<StoryResult> ofTwo(List<StoryResult> results) {
    return results.stream()
        .filter(r -> !r.explored() && r.sheet().kind() == StorySheet.Kind.STORY)
        .filter(r -> r.sheet().actors() == 2 && r.samplesPerSecond() > 0);
  }

  private static GoalResult paced(
      String goal, Bound bound, Optional<StoryResult> slowest, Optional<Double> pace) {
    return slowest
        .map(
            story ->
                GoalResult.of(
                    "G12",
                    goal,
                    bound,
                    Interval.exactly(pace.orElseThrow()),
                    "slowest: "
                        + story.sheet().simpleName()
                        + " at "
                        + Words.rate(story.samplesPerSecond())
                        + "; jcstress counts totals, so there is no interval"))
        .orElse(
            GoalResult.open(
                "G12", goal, bound, Fate.NOT_MEASURED, "takes a hunt with its controls"));
  }

  private GoalResult wakeUps() {
    String goal = "wake-ups lost in 10^9 posts";
    Bound bound = Bound.atMost(0);
    List<BenchmarkRecord> posts = measured.all("Mailboxes", "posts").toList();
    if (posts.isEmpty()) {
      return GoalResult.open("G3", goal, bound, Fate.NOT_MEASURED, "");
    }
    double posted = total(posts.stream());
    double looks = total(measured.all("Mailboxes", "looks"));
    double lost = total(measured.all("Mailboxes", "lost"));
    GoalResult result =
        GoalResult.of(
            "G3",
            goal,
            bound,
            Interval.exactly(lost),
            String.format(Locale.ROOT, "%.2e posts, %.2e looks for them", posted, looks));
    return lost > 0 || posted >= POSTS ? result : result.unresolved("too few posts");
  }

  private static double total(Stream<BenchmarkRecord> records) {
    return records
        .flatMap(r -> r.forks().stream())
        .flatMap(List::stream)
        .mapToDouble(Double::doubleValue)
        .sum();
  }

  /// A count, not a measurement: one fork is enough.
  private GoalResult allocation() {
    String goal = "bytes allocated over 10^7 protocol operations of one vCPU";
    Bound bound = Bound.atMost(0);
    return measured
        .all("Allocation", "bytes", Map.of("ops", "10000000"))
        .map(r -> total(Stream.of(r)))
        .max(Comparator.naturalOrder())
        .map(bytes -> GoalResult.of("G4", goal, bound, Interval.exactly(bytes), ""))
        .orElse(GoalResult.open("G4", goal, bound, Fate.NOT_MEASURED, ""));
  }

  private Optional<BenchmarkRecord> one(String type, String metric) {
    return measured.all(type, metric).findFirst();
  }

  /// A goal that is judged for one placement.
  private GoalResult placed(
      String id, String goal, Bound bound, Optional<BenchmarkRecord> record, int place) {
    if (record.isEmpty()) {
      return GoalResult.open(id, goal, bound, Fate.NOT_MEASURED, "");
    }
    List<List<Double>> forks = measured.placed(record.get(), place);
    if (forks.isEmpty()) {
      return GoalResult.open(
          id, goal, bound, Fate.PLACEMENT_NOT_MET, "the host never put the cores so");
    }
    return judged(id, goal, bound, record.get(), place);
  }

  private GoalResult worst(String id, String goal, Bound bound, Stream<BenchmarkRecord> records) {
    return records
        .map(r -> judged(id, goal, bound, r, measured.commonest(r)))
        .reduce((a, b) -> worse(a, b, bound))
        .orElse(GoalResult.open(id, goal, bound, Fate.NOT_MEASURED, ""));
  }

  /// A goal is missed if one set of parameters misses it, and open if one is open.
  private static GoalResult worse(GoalResult a, GoalResult b, Bound bound) {
    int byFate = Integer.compare(rank(a.fate()), rank(b.fate()));
    if (byFate != 0) {
      return byFate > 0 ? a : b;
    }
    return bound.isWorse(a.figure().orElseThrow(), b.figure().orElseThrow()) ? a : b;
  }

  private static int rank(Fate fate) {
    return switch (fate) {
      case MET -> 0;
      case NOT_RESOLVED, NOT_MEASURED, PLACEMENT_NOT_MET -> 1;
      case MISSED -> 2;
    };
  }

  private GoalResult judged(
      String id, String goal, Bound bound, BenchmarkRecord record, int place) {
    List<List<Double>> forks = measured.placed(record, place);
    GoalResult result =
        GoalResult.of(id, goal, bound, new Bootstrap().of(forks), note(record, place));
    Optional<String> control = measured.voided(record, place);
    if (control.isPresent()) {
      return result.unresolved(control.get());
    }
    return measured
        .rounds(record, place)
        .filter(rounds -> rounds < ROUNDS)
        .map(rounds -> result.unresolved("too few rounds: " + rounds))
        .orElseGet(() -> enough(result, forks.size()));
  }

  private static GoalResult enough(GoalResult result, int forks) {
    return forks >= FORKS ? result : result.unresolved("a preview: forks=" + forks);
  }

  private String note(BenchmarkRecord record, int place) {
    List<String> notes = new ArrayList<>();
    record
        .params()
        .forEach(
            (name, value) -> {
              if (!name.equals("kernel")) {
                notes.add(name + "=" + value);
              }
            });
    measured.where(record).ifPresent(p -> notes.add(Measured.words(place)));
    measured
        .beside(record, "oversubscribed")
        .filter(r -> r.interval().point() > 0)
        .ifPresent(r -> notes.add("oversubscribed"));
    return String.join(", ", notes);
  }

  private void add(GoalResult result) {
    results.add(result);
  }
}

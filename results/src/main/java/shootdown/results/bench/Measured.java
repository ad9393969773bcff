package shootdown.results.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import shootdown.results.run.BenchmarkRecord;
import shootdown.results.run.Interval;

/// The records of the benchmarks, pooled over runs, to be asked for what one needs.
///
/// What goes from one core to the other costs several times as much where the host has put them far
/// apart, and it moves them as it likes: so what depends on that counts for one placement alone.
public record Measured(List<BenchmarkRecord> records) {
  private static final String PACKAGE = "shootdown.bench.";
  private static final List<String> PLACES = List.of("SMT siblings", "same L3", "far");

  /// What tells where the host had put the cores: 1 SMT siblings, 2 same L3, 3 far. The name of a
  /// counter, and of a parameter of what counts for one placement alone.
  static final String PLACEMENT = "placement";

  private static final String PAIR_PLACEMENT = "pairPlacement";

  /// Counters of two vCPUs at once, which have a placement and a control of their own.
  private static final Pattern OF_TWO = Pattern.compile("pair.*|(un)?pinPair.*");

  /// Other counters in which something goes from one core to the other.
  private static final Pattern ON_TWO_CORES =
      Pattern.compile(
          "a1|a2.*|baselineAck|oneBit.*|call.*|mpsc.*|bitset.*|slots.*|jctools|agrona|growthPerBound|ack.*"
              + "|drop.*|hog.*|mask|counted.*|broadcast.*|chosen.*|peer.*");

  /// The transport that has its hypervisor on another core: all that is measured on it depends.
  private static final String THREAD = "thread";

  private static final String CONTROL = "controlRatio";
  private static final String ACK_CONTROL = "ackControlRatio";
  private static final String PAIR_CONTROL = "pairControlRatio";
  private static final String ANCHOR_CONTROL = "a2PerA2";
  private static final List<String> CONTROLS =
      List.of(CONTROL, ACK_CONTROL, PAIR_CONTROL, ANCHOR_CONTROL);

  /// The word for a placement.
  ///
  /// @param place 1 to 3
  public static String words(int place) {
    return PLACES.get(place - 1);
  }

  /// How many there are.
  public static int places() {
    return PLACES.size();
  }

  /// The placement that a record is of, in words, if it is of one alone: see [#commonly].
  public static Optional<String> place(BenchmarkRecord record) {
    return Optional.ofNullable(record.params().get(PLACEMENT));
  }

  /// Whether none of the project's own benchmarks is among them.
  public boolean isEmpty() {
    return records.stream().noneMatch(r -> r.id().startsWith(PACKAGE));
  }

  /// The records of one counter.
  ///
  /// @param type the benchmark's class
  public Stream<BenchmarkRecord> all(String type, String metric) {
    return records.stream()
        .filter(r -> r.id().startsWith(PACKAGE + type + ".") && r.metric().equals(metric));
  }

  /// Those of them with these parameters.
  public Stream<BenchmarkRecord> all(String type, String metric, Map<String, String> params) {
    return all(type, metric).filter(r -> r.params().entrySet().containsAll(params.entrySet()));
  }

  /// Another counter of the same benchmark at the same parameters.
  public Optional<BenchmarkRecord> beside(BenchmarkRecord record, String metric) {
    return records.stream()
        .filter(
            r ->
                r.metric().equals(metric)
                    && r.id().equals(record.id())
                    && r.kernel().equals(record.kernel())
                    && asked(r).equals(asked(record)))
        .findFirst();
  }

  /// The parameters that somebody asked for.
  private static Map<String, String> asked(BenchmarkRecord record) {
    Map<String, String> params = new TreeMap<>(record.params());
    params.remove(PLACEMENT);
    return params;
  }

  /// What of a record is of the placement that it was commonest in, with that for a parameter; the
  /// record itself where it does not depend on it, or nobody looked.
  public BenchmarkRecord commonly(BenchmarkRecord record) {
    if (where(record).isEmpty()) {
      return record;
    }
    int place = commonest(record);
    List<List<Double>> forks = placed(record, place);
    Map<String, String> params = new TreeMap<>(record.params());
    params.put(PLACEMENT, words(place));
    return new BenchmarkRecord(
        record.kernel(),
        record.id(),
        record.mode(),
        params,
        record.metric(),
        record.unit(),
        forks,
        new Bootstrap().of(record.metric(), forks));
  }

  /// The forks, and of each the iterations, in which the host had placed the cores so; all of them
  /// where nobody looked.
  ///
  /// @param place 1 to 3
  public List<List<Double>> placed(BenchmarkRecord record, int place) {
    return where(record).map(where -> placed(record, where, place)).orElse(record.forks());
  }

  private static List<List<Double>> placed(
      BenchmarkRecord record, BenchmarkRecord where, int place) {
    List<List<Double>> chosen = new ArrayList<>();
    for (int fork = 0; fork < record.forks().size(); fork++) {
      List<Double> iterations = new ArrayList<>();
      for (int i = 0; i < record.forks().get(fork).size(); i++) {
        if (Math.round(where.forks().get(fork).get(i)) == place) {
          iterations.add(record.forks().get(fork).get(i));
        }
      }
      if (!iterations.isEmpty()) {
        chosen.add(iterations);
      }
    }
    return chosen;
  }

  /// Where the cores were, if the record depends on it and somebody looked.
  public Optional<BenchmarkRecord> where(BenchmarkRecord record) {
    return placement(record).filter(where -> shape(where).equals(shape(record)));
  }

  private Optional<BenchmarkRecord> placement(BenchmarkRecord record) {
    if (OF_TWO.matcher(record.metric()).matches()) {
      return beside(record, PAIR_PLACEMENT);
    }
    boolean depends =
        ON_TWO_CORES.matcher(record.metric()).matches()
            || THREAD.equals(record.params().get("transport"));
    return depends ? beside(record, PLACEMENT) : Optional.empty();
  }

  /// Of how many rounds a record is: of the median fork, the fewest of its iterations; empty if
  /// nobody counted.
  public Optional<Integer> rounds(BenchmarkRecord record, int place) {
    String counter = OF_TWO.matcher(record.metric()).matches() ? "pairRounds" : "rounds";
    return beside(record, counter)
        .map(
            rounds ->
                where(record).map(where -> placed(rounds, where, place)).orElse(rounds.forks()))
        .filter(forks -> !forks.isEmpty())
        .map(Measured::fewest);
  }

  private static int fewest(List<List<Double>> forks) {
    double[] sorted =
        forks.stream()
            .mapToDouble(fork -> fork.stream().mapToDouble(Double::doubleValue).min().orElse(0))
            .sorted()
            .toArray();
    return (int) sorted[sorted.length / 2];
  }

  private static List<Integer> shape(BenchmarkRecord record) {
    return record.forks().stream().map(List::size).toList();
  }

  /// The placement with most forks; ties go to the nearer one. That of which it is, if a record is
  /// of one alone.
  public int commonest(BenchmarkRecord record) {
    int said = PLACES.indexOf(place(record).orElse("")) + 1;
    if (said != 0) {
      return said;
    }
    int best = 1;
    for (int place = 2; place <= places(); place++) {
      if (placed(record, place).size() > placed(record, best).size()) {
        best = place;
      }
    }
    return best;
  }

  /// Why the control voids what was measured in a placement, or empty: two copies of one thing,
  /// beside it, did not come out equal.
  public Optional<String> voided(BenchmarkRecord record, int place) {
    return control(record)
        .map(
            control ->
                placement(record)
                    .filter(where -> shape(where).equals(shape(control)))
                    .map(where -> placed(control, where, place))
                    .orElse(control.forks()))
        .filter(forks -> !forks.isEmpty())
        .map(forks -> new Bootstrap().of(forks))
        .filter(control -> Comparison.ofCost(control) != Comparison.EQUAL)
        .map(Measured::says);
  }

  /// Whether the control voids what a record says of its commonest placement.
  boolean isVoid(BenchmarkRecord record) {
    return voided(record, commonest(record)).isPresent();
  }

  /// What tells whether a record is void; none for a control itself.
  private Optional<BenchmarkRecord> control(BenchmarkRecord record) {
    if (CONTROLS.contains(record.metric())) {
      return Optional.empty();
    }
    if (OF_TWO.matcher(record.metric()).matches()) {
      return beside(record, PAIR_CONTROL);
    }
    Optional<BenchmarkRecord> own =
        record.metric().startsWith("ack") ? beside(record, ACK_CONTROL) : Optional.empty();
    return own.or(() -> beside(record, CONTROL)).or(() -> beside(record, ANCHOR_CONTROL));
  }

  private static String says(Interval control) {
    return String.format(
        Locale.ROOT,
        "void: two copies of one thing came out at %.2f to %.2f",
        control.low(),
        control.high());
  }
}

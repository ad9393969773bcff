package shootdown.torture;

import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import shootdown.trace.TraceKind;

/// What was done, so far or in all: activity beside errors. A sum over vCPUs and lives.
final class Counters {
  private final long[] kinds = new long[TraceKind.values().length];
  private final long[] figures = new long[Tally.Figure.values().length];
  private final Map<Operation, Long> played = new EnumMap<>(Operation.class);
  private final Map<Operation, Long> spent = new EnumMap<>(Operation.class);
  private long operations;
  private long judged;
  private long lives;

  /// Of lives that are over, and of one that may not be.
  static Counters sum(Counters over, List<Player> players, List<Tally> tallies, long judged) {
    var sum = new Counters();
    sum.add(over);
    sum.lives += players.isEmpty() ? 0 : 1;
    sum.judged += judged;
    for (Player p : players) {
      sum.operations += p.operationsOpaque();
      for (Operation o : Operation.values()) {
        sum.played.merge(o, p.playedOpaque(o), Long::sum);
        sum.spent.merge(o, p.spentOpaque(o), Long::sum);
      }
    }
    for (Tally t : tallies) {
      for (TraceKind kind : TraceKind.values()) {
        sum.kinds[kind.ordinal()] += t.countOpaque(kind);
      }
      for (Tally.Figure figure : Tally.Figure.values()) {
        sum.figures[figure.ordinal()] += t.countOpaque(figure);
      }
    }
    return sum;
  }

  /// Of both together.
  Counters and(Counters other) {
    var sum = new Counters();
    sum.add(this);
    sum.add(other);
    return sum;
  }

  private void add(Counters other) {
    Arrays.setAll(kinds, i -> kinds[i] + other.kinds[i]);
    Arrays.setAll(figures, i -> figures[i] + other.figures[i]);
    other.played.forEach((o, n) -> played.merge(o, n, Long::sum));
    other.spent.forEach((o, n) -> spent.merge(o, n, Long::sum));
    operations += other.operations;
    judged += other.judged;
    lives += other.lives;
  }

  long of(TraceKind kind) {
    return kinds[kind.ordinal()];
  }

  long of(Tally.Figure figure) {
    return figures[figure.ordinal()];
  }

  long operations() {
    return operations;
  }

  /// How often the oracle looked at the machine at rest.
  long judged() {
    return judged;
  }

  /// Machines booted.
  long lives() {
    return lives;
  }

  /// Operations that found something to do.
  long played() {
    return played.values().stream().mapToLong(n -> n).sum();
  }

  /// How often an operation found something to do.
  long played(Operation operation) {
    return played.getOrDefault(operation, 0L);
  }

  Map<String, Long> operationsByWord() {
    var words = new LinkedHashMap<String, Long>();
    for (Operation o : Operation.values()) {
      if (played(o) > 0) {
        words.put(o.word(), played(o));
      }
    }
    return words;
  }

  /// `suspend 812 us, fork 41 us`: the operations that took longest, each on average, waits
  /// included.
  String slowest(int most) {
    return played.keySet().stream()
        .filter(o -> played(o) > 0)
        .sorted(Comparator.comparingDouble(this::micros).reversed())
        .limit(most)
        .map(o -> "%s %.1f us (%.0f %%)".formatted(o.word(), micros(o), 100 * share(o)))
        .collect(Collectors.joining(", "));
  }

  private double micros(Operation o) {
    return spent.getOrDefault(o, 0L) / 1e3 / played(o);
  }

  private double share(Operation o) {
    long all = spent.values().stream().mapToLong(n -> n).sum();
    return (double) spent.getOrDefault(o, 0L) / Math.max(1, all);
  }

  /// The figures of a statistics line.
  Map<String, Long> activity() {
    var map = new LinkedHashMap<String, Long>();
    map.put("played", played());
    map.put("pins", of(TraceKind.PGD_PIN));
    map.put("unpins", of(TraceKind.PGD_UNPIN));
    map.put("shootdowns", of(TraceKind.DROP_MM_REF));
    map.put("dropped_by_ipi", of(Tally.Figure.DROPPED_BY_IPI));
    map.put("flushes", of(TraceKind.FLUSH));
    map.put("ipis", of(TraceKind.SEND_IPI));
    map.put("coalesced", of(TraceKind.COALESCED_IPI));
    map.put("batches", of(TraceKind.MULTICALL));
    map.put("out_of_entries", of(Tally.Figure.BATCH_OUT_OF_ENTRIES));
    map.put("out_of_words", of(Tally.Figure.BATCH_OUT_OF_WORDS));
    map.put("out_of_callbacks", of(Tally.Figure.BATCH_OUT_OF_CALLBACKS));
    map.put("by_mode", of(Tally.Figure.BATCH_BY_MODE));
    map.put("by_issue", issued());
    map.put("switches", of(TraceKind.CONTEXT_SWITCH));
    map.put("down", of(TraceKind.CPU_DOWN));
    map.put("suspends", of(TraceKind.MM_PIN_ALL));
    map.put("judged", judged);
    map.put("boots", lives);
    return map;
  }

  /// Batches that were simply over.
  private long issued() {
    return of(TraceKind.MULTICALL)
        - of(Tally.Figure.BATCH_OUT_OF_ENTRIES)
        - of(Tally.Figure.BATCH_OUT_OF_WORDS)
        - of(Tally.Figure.BATCH_OUT_OF_CALLBACKS)
        - of(Tally.Figure.BATCH_BY_MODE);
  }

  Map<String, Long> windows() {
    var map = new LinkedHashMap<String, Long>();
    for (Window w : Window.values()) {
      map.put(w.name(), w.count(this));
    }
    return map;
  }
}

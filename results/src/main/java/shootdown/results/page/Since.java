package shootdown.results.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import shootdown.results.bench.BenchmarkRow;
import shootdown.results.bench.Bootstrap;
import shootdown.results.bench.Comparison;
import shootdown.results.host.Environment;
import shootdown.results.run.BenchmarkRecord;
import shootdown.results.run.Interval;
import shootdown.results.run.TortureRecord;
import shootdown.results.verdict.StoryResult;
import shootdown.results.verdict.Tortured;
import shootdown.results.verdict.Verdict;
import shootdown.results.verdict.Verdict.Gravity;
import shootdown.results.verdict.Words;

/// What has changed since an earlier run.
///
/// @param run the earlier one's name
/// @param comparable whether both ran on the same machine and JDK; else costs are not compared
/// @param changes of verdicts, what is worse first
/// @param costs of benchmarks that both measured
public record Since(
    String run, String commit, boolean comparable, List<Change> changes, List<Cost> costs) {

  /// What can become of a test.
  public enum Kind {
    NEW("new failure", "new failures", Gravity.FAILURE),
    STILL("still failing", "still failing", Gravity.FAILURE),
    LOST("not judged any more", "not judged any more", Gravity.UNKNOWN),
    GONE("failed, not judged since", "failed and not judged since", Gravity.UNKNOWN),
    FIXED("fixed", "fixed", Gravity.FINE);

    private final String word;
    private final String many;
    private final Gravity gravity;

    Kind(String word, String many, Gravity gravity) {
      this.word = word;
      this.many = many;
      this.gravity = gravity;
    }

    /// `✗ new failure`.
    public String mark() {
      return Marks.symbol(gravity) + " " + word;
    }

    public String style() {
      return Marks.style(gravity);
    }
  }

  /// One test in one configuration, then and now.
  ///
  /// @param then a verdict, or `not tried`
  public record Change(
      Kind kind, String test, String kernel, String engine, String then, String now) {}

  /// One benchmark, then and now.
  ///
  /// @param ratio cost now over cost then, whichever way its mode counts
  public record Cost(
      String label, String unit, Interval then, Interval now, Interval ratio, Comparison verdict) {}

  static Since of(Report now, Report before) {
    Environment here = now.environment();
    Environment there = before.environment();
    boolean comparable =
        here.cpu().equals(there.cpu())
            && here.cores() == there.cores()
            && here.jdk().equals(there.jdk());
    return new Since(
        before.started().name(),
        there.commit() + (there.dirty() ? " with changes" : ""),
        comparable,
        changes(verdicts(now), verdicts(before)),
        comparable ? costs(now, before) : List.of());
  }

  /// `2 new failures, 1 fixed.`
  public String sentence() {
    String counts =
        Arrays.stream(Kind.values())
            .filter(kind -> count(kind) > 0)
            .map(
                kind -> Words.count(count(kind)) + " " + (count(kind) == 1 ? kind.word : kind.many))
            .collect(Collectors.joining(", "));
    return counts.isEmpty() ? "No verdict has turned from or into a failure." : counts + ".";
  }

  private long count(Kind kind) {
    return changes.stream().filter(c -> c.kind() == kind).count();
  }

  /// Costs that have changed beyond doubt.
  public List<Cost> changed() {
    return costs.stream()
        .filter(c -> c.verdict() == Comparison.SLOWER || c.verdict() == Comparison.FASTER)
        .toList();
  }

  public long count(Comparison verdict) {
    return costs.stream().filter(c -> c.verdict() == verdict).count();
  }

  private record Key(String test, String kernel, String engine) {}

  private static Map<Key, Verdict> verdicts(Report report) {
    Map<Key, Verdict> all = new LinkedHashMap<>();
    for (StoryResult r : report.results()) {
      if (r.verdict() == Verdict.NOT_TRIED) {
        continue;
      }
      String engine =
          r.exploration()
              .map(e -> "explore " + e.memory() + (e.fills() == 0 ? "" : " fills " + e.fills()))
              .orElse("stress");
      all.put(new Key(r.sheet().simpleName(), r.kernel(), engine), r.verdict());
    }
    for (TortureRecord t : report.tortures()) {
      Key key = new Key(Tortured.scenario(t), t.kernel(), "torture, " + t.vcpus() + " vCPUs");
      all.merge(key, Tortured.verdict(t), Since::graver);
    }
    return all;
  }

  private static Verdict graver(Verdict a, Verdict b) {
    return a.gravity().compareTo(b.gravity()) >= 0 ? a : b;
  }

  private static List<Change> changes(Map<Key, Verdict> now, Map<Key, Verdict> then) {
    List<Change> all = new ArrayList<>();
    now.forEach(
        (key, verdict) -> {
          Optional<Verdict> old = Optional.ofNullable(then.get(key));
          kind(verdict, old).ifPresent(k -> all.add(change(k, key, old, Optional.of(verdict))));
        });
    then.forEach(
        (key, verdict) -> {
          if (!now.containsKey(key) && verdict.gravity() == Gravity.FAILURE) {
            all.add(change(Kind.GONE, key, Optional.of(verdict), Optional.empty()));
          }
        });
    all.sort(Comparator.comparing(Change::kind));
    return List.copyOf(all);
  }

  private static Optional<Kind> kind(Verdict now, Optional<Verdict> then) {
    boolean failed = then.filter(v -> v.gravity() == Gravity.FAILURE).isPresent();
    return switch (now.gravity()) {
      case FAILURE -> Optional.of(failed ? Kind.STILL : Kind.NEW);
      case UNKNOWN ->
          failed || then.filter(v -> v.gravity() == Gravity.FINE).isPresent()
              ? Optional.of(failed ? Kind.GONE : Kind.LOST)
              : Optional.empty();
      case FINE -> failed ? Optional.of(Kind.FIXED) : Optional.empty();
    };
  }

  private static Change change(Kind kind, Key key, Optional<Verdict> then, Optional<Verdict> now) {
    return new Change(kind, key.test(), key.kernel(), key.engine(), word(then), word(now));
  }

  private static String word(Optional<Verdict> verdict) {
    return verdict.map(Verdict::word).orElse("not tried");
  }

  private static List<Cost> costs(Report now, Report before) {
    Map<Object, BenchmarkRecord> old = new LinkedHashMap<>();
    before.benchmarks().forEach(row -> old.put(key(row.record()), row.record()));
    List<Cost> all = new ArrayList<>();
    for (BenchmarkRow row : now.benchmarks()) {
      BenchmarkRecord then = old.get(key(row.record()));
      if (then != null && row.record().metric().equals(BenchmarkRecord.PRIMARY)) {
        all.add(cost(row, then));
      }
    }
    return List.copyOf(all);
  }

  private static Object key(BenchmarkRecord r) {
    return List.of(r.kernel(), r.id(), r.mode(), r.params(), r.metric(), r.unit());
  }

  /// More of a throughput is better, more of anything else is worse.
  private static Cost cost(BenchmarkRow row, BenchmarkRecord then) {
    BenchmarkRecord now = row.record();
    Interval ratio =
        now.mode().equals("thrpt")
            ? new Bootstrap().ratio(then.forks(), now.forks())
            : new Bootstrap().ratio(now.forks(), then.forks());
    return new Cost(
        row.label(), now.unit(), then.interval(), now.interval(), ratio, Comparison.ofCost(ratio));
  }
}

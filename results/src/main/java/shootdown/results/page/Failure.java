package shootdown.results.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import shootdown.oracle.Invariant;
import shootdown.results.run.TortureRecord;
import shootdown.results.verdict.OutcomeKey;
import shootdown.results.verdict.StoryResult;
import shootdown.results.verdict.Tortured;
import shootdown.results.verdict.Verdict;
import shootdown.results.verdict.Verdict.Gravity;
import shootdown.results.verdict.Words;

/// What must not be overlooked, ready to be read: what broke, by which rule, how it came about, and
/// the line to type to see it again.
///
/// @param id where a link can point to
/// @param where kernel and engine
/// @param unit what outcomes were counted in
public record Failure(
    String id,
    Verdict verdict,
    String title,
    String where,
    String reason,
    String question,
    String standsFor,
    List<Rule> rules,
    List<Outcome> outcomes,
    String unit,
    Interleaving interleaving,
    String again) {

  /// A rule broken: its sentence, and the places in the kernel or hypervisor that establish it.
  public record Rule(String code, String sentence, String source) {}

  /// One way in which it ended.
  public record Outcome(String said, String invariant, long count, String share, String window) {}

  /// Those of a report, failures first, then whatever could not be judged.
  ///
  /// @param most how many
  static List<Failure> of(Report report, int most) {
    return Stream.of(Gravity.FAILURE, Gravity.UNKNOWN)
        .flatMap(
            g ->
                Stream.concat(
                    report.results().stream()
                        .filter(r -> r.verdict().gravity() == g)
                        .map(r -> of(report, r)),
                    report.tortures().stream()
                        .filter(t -> Tortured.verdict(t).gravity() == g)
                        .map(Failure::of)))
        .limit(most)
        .toList();
  }

  private static Failure of(Report report, StoryResult r) {
    List<Outcome> outcomes = r.violations() == 0 ? List.of() : outcomes(r);
    Interleaving interleaving = Interleaving.of(report, r);
    return new Failure(
        id(r.sheet().simpleName(), r.kernel(), how(r)),
        r.verdict(),
        r.sheet().simpleName(),
        "on kernel " + r.kernel() + ", " + how(r),
        Reasons.of(report, r),
        r.sheet().question(),
        r.sheet().standsFor(),
        rules(outcomes.stream().map(Outcome::invariant)),
        outcomes,
        Reasons.units(r),
        interleaving,
        interleaving.again().isEmpty() ? Reasons.again(r) : interleaving.again());
  }

  private static Failure of(TortureRecord t) {
    String name = "torture " + Tortured.scenario(t);
    String report = t.report().replaceAll("(?m)^Run it again:.*\\R?", "");
    return new Failure(
        id(name, t.kernel(), "seed" + t.seed()),
        Tortured.verdict(t),
        name,
        "on kernel %s, %d vCPUs, seed %d".formatted(t.kernel(), t.vcpus(), t.seed()),
        t.message().isEmpty() ? t.last() : t.message(),
        "",
        "",
        rules(Stream.of(t.code())),
        List.of(),
        "operations",
        new Interleaving(report, report.isEmpty() ? "It left no report." : "", ""),
        TortureLine.again(t));
  }

  /// How a result was got: `sampled`, `explored under tso`.
  static String how(StoryResult r) {
    return r.exploration().map(e -> "explored under " + e.memory()).orElse("sampled");
  }

  /// Letters, digits and dots, whatever came from outside.
  static String id(String... parts) {
    return String.join("-", parts).replaceAll("[^\\p{Alnum}_.-]", "_");
  }

  static String id(StoryResult r) {
    return id(r.sheet().simpleName(), r.kernel(), how(r));
  }

  private static List<Outcome> outcomes(StoryResult r) {
    return r.broken().stream()
        .map(
            entry -> {
              OutcomeKey key = OutcomeKey.parse(entry.getKey());
              return new Outcome(
                  key.said(),
                  key.invariant(),
                  entry.getValue(),
                  Words.share(entry.getValue(), r.samples()),
                  key.overlapped() ? "overlapped" : "apart");
            })
        .toList();
  }

  private static List<Rule> rules(Stream<String> codes) {
    return codes
        .distinct()
        .flatMap(code -> Arrays.stream(Invariant.values()).filter(i -> i.name().equals(code)))
        .map(i -> new Rule(i.name(), i.statement(), i.source()))
        .toList();
  }

  /// `✗ violated`.
  public String mark() {
    return Marks.symbol(verdict) + " " + verdict.word();
  }

  public String style() {
    return Marks.style(verdict);
  }

  /// `Samples`, as a table's head.
  public String counted() {
    return unit.substring(0, 1).toUpperCase(Locale.ROOT) + unit.substring(1);
  }
}

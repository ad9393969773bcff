package shootdown.results.goal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import shootdown.results.bench.Benchmarks;
import shootdown.results.bench.Measured;
import shootdown.results.run.BenchmarkRecord;
import shootdown.results.run.Interval;

/// What batching buys on one transport: a row of the headline table.
///
/// @param work entries that the PIN looks at per page, or `remap`
/// @param vcpus how many pin at once
/// @param placement where the host had the two cores in these forks; empty where it is of no matter
/// @param e the price of one entry, ns
/// @param w the work per page, ns
/// @param n50 the batch size with half of the gain; `n90` with 90 % of it
/// @param ceiling the gain no batch can exceed; `gain32` what 32 have of it
/// @param voided why the figures say nothing, or empty
/// @param note why there are no figures, or empty
public record Price(
    String transport,
    String work,
    int vcpus,
    String operation,
    String placement,
    Optional<Interval> e,
    Optional<Interval> w,
    Optional<Interval> n50,
    Optional<Interval> n90,
    Optional<Interval> ceiling,
    Optional<Interval> gain32,
    Optional<Interval> misfit,
    int forks,
    String voided,
    String note) {

  /// The headline table, the dearest entry last.
  public static List<Price> table(Stream<BenchmarkRecord> records) {
    Measured measured = new Measured(Benchmarks.pooled(records));
    List<Price> prices = new ArrayList<>();
    measured
        .all("PinBatch", "available")
        .forEach(
            r -> {
              prices.add(row(measured, r, "pin", 1, "pin"));
              prices.add(row(measured, r, "unpin", 1, "unpin"));
              prices.add(row(measured, r, "pin", 2, "pinPair"));
              prices.add(row(measured, r, "unpin", 2, "unpinPair"));
            });
    prices.sort(
        Comparator.comparingInt(Price::vcpus)
            .thenComparing(Price::operation)
            .thenComparing(Price::work, Comparator.reverseOrder())
            .thenComparingDouble(p -> p.e().map(Interval::point).orElse(Double.MAX_VALUE)));
    return List.copyOf(prices);
  }

  private static Price row(
      Measured measured, BenchmarkRecord row, String operation, int vcpus, String prefix) {
    boolean available = row.interval().point() > 0;
    Optional<BenchmarkRecord> e = measured.beside(row, prefix + "E");
    return new Price(
        row.params().getOrDefault("transport", "?"),
        row.params().getOrDefault("work", "?"),
        vcpus,
        operation,
        e.filter(r -> measured.where(r).isPresent())
            .map(r -> Measured.words(measured.commonest(r)))
            .orElse(""),
        interval(measured, row, prefix + "E"),
        interval(measured, row, prefix + "W"),
        interval(measured, row, prefix + "N50"),
        interval(measured, row, prefix + "N90"),
        interval(measured, row, prefix + "Ceiling"),
        interval(measured, row, prefix + "Gain32"),
        interval(measured, row, prefix + "Misfit"),
        e.map(r -> measured.commonly(r).forks().size()).orElse(0),
        e.flatMap(r -> measured.voided(r, measured.commonest(r))).orElse(""),
        !available
            ? "not available on this platform"
            : e.isPresent() ? "" : "not measured: takes more cores than there are");
  }

  private static Optional<Interval> interval(
      Measured measured, BenchmarkRecord row, String metric) {
    return measured.beside(row, metric).map(r -> measured.commonly(r).interval());
  }
}

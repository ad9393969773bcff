package shootdown.results.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import shootdown.results.bench.BatchSeries;
import shootdown.results.bench.Measured;
import shootdown.results.goal.Goals;
import shootdown.results.goal.Price;
import shootdown.results.run.BenchmarkRecord;
import shootdown.results.run.Interval;
import shootdown.results.verdict.Words;

/// What batching buys on this machine, in a sentence and pictures: the curve on the trap with the
/// model that was fitted to it, one vCPU beside two on the ticket lock, and the host's own pages,
/// without a peer on the other core and with one.
public final class Batching {
  private static final int[] SIZES = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512};
  private static final String WORK = "64";

  private final Report report;
  private final List<BenchmarkRecord> records;

  private Batching(Report report) {
    this.report = report;
    this.records = report.benchmarks().stream().map(row -> row.record()).toList();
  }

  public static Batching of(Report report) {
    return new Batching(report);
  }

  /// In words; empty if the trap was not measured.
  public String words() {
    return price("trap", 1).map(Batching::words).orElse("");
  }

  private static String words(Price p) {
    return "On this machine an entry by a trap costs %s ns and the work of a page %s ns (64 entries)."
            .formatted(figure(p.e()), figure(p.w()))
        + " Pinned in batches of 32, a page is %s times as cheap as by direct calls;"
            .formatted(figure(p.gain32()))
        + " half of what there is to gain over batches of one is had at %s to a batch, 90 %% at %s, and no batch exceeds %s times."
            .formatted(figure(p.n50()), figure(p.n90()), figure(p.ceiling()))
        + (p.forks() < Goals.FORKS ? " A preview: of %d forks.".formatted(p.forks()) : "")
        + (p.voided().isEmpty() ? "" : " But it is " + p.voided() + ".");
  }

  private static String figure(Optional<Interval> interval) {
    return interval.map(i -> Words.number(i.point())).orElse("–");
  }

  /// Those of the pictures that there is something for.
  public List<Chart> charts() {
    List<BatchSeries> trap = new ArrayList<>(series("trap", 1, "direct", true));
    trap.addAll(series("trap", 1, "pin", false));
    fit("trap", 1, "E/n + w").ifPresent(trap::add);
    List<BatchSeries> ticket = new ArrayList<>(series("ticket", 1, "one vCPU", false));
    ticket.addAll(series("ticket", 2, "each of two", false));
    fit("ticket", 2, "E/n + w of two").ifPresent(ticket::add);
    List<Chart> charts = new ArrayList<>();
    draw("A page pinned by trap", trap).ifPresent(charts::add);
    draw("A page pinned under a ticket lock" + where(), ticket).ifPresent(charts::add);
    List<BatchSeries> host = new ArrayList<>(host("idle", "alone"));
    host.addAll(host("peer", "a peer reads"));
    draw("A page of the host's own made read-only by mprotect(2)", host).ifPresent(charts::add);
    return charts;
  }

  /// Where the two cores were.
  private String where() {
    return price("ticket", 2)
        .map(Price::placement)
        .filter(place -> !place.isEmpty())
        .map(place -> ", two cores: " + place)
        .orElse("");
  }

  private static Optional<Chart> draw(String title, List<BatchSeries> series) {
    return series.stream().anyMatch(s -> s.points().size() > 1)
        ? Optional.of(Chart.of(new BatchSeries.Group(title, "ns a page", series)))
        : Optional.empty();
  }

  /// @param flat whether it is the direct cost that is wanted
  private List<BatchSeries> series(String transport, int vcpus, String name, boolean flat) {
    List<BatchSeries.Point> points = new ArrayList<>();
    for (BenchmarkRecord r : records) {
      String batch = r.params().getOrDefault("batch", "");
      if (r.id().endsWith(".PinBatch.pin")
          && transport.equals(r.params().get("transport"))
          && WORK.equals(r.params().get("work"))
          && String.valueOf(vcpus).equals(r.params().getOrDefault("vcpus", "1"))
          && flat == batch.equals("direct")) {
        points.add(new BatchSeries.Point(flat ? 0 : Integer.parseInt(batch), r.interval()));
      }
    }
    points.sort(Comparator.comparingInt(BatchSeries.Point::batch));
    return points.isEmpty() ? List.of() : List.of(new BatchSeries(name, points, flat));
  }

  private Optional<BatchSeries> fit(String transport, int vcpus, String name) {
    return price(transport, vcpus)
        .filter(p -> p.e().isPresent() && p.w().isPresent())
        .map(p -> fit(name, p.e().get().point(), p.w().get().point(), SIZES));
  }

  /// Ranges of the host's own pages, and the model of that.
  private List<BatchSeries> host(String family, String name) {
    List<BatchSeries.Point> points = new ArrayList<>();
    String where = "";
    for (BenchmarkRecord r : records) {
      String batch = r.params().getOrDefault("batch", "direct");
      if (r.id().endsWith(".HostPins." + family) && !batch.equals("direct")) {
        points.add(new BatchSeries.Point(Integer.parseInt(batch), r.interval()));
        where = Measured.place(r).map(place -> ", " + place).orElse("");
      }
    }
    if (points.isEmpty()) {
      return List.of();
    }
    points.sort(Comparator.comparingInt(BatchSeries.Point::batch));
    List<BatchSeries> lines = new ArrayList<>();
    lines.add(new BatchSeries(name + where, points, false));
    int[] sizes = points.stream().mapToInt(BatchSeries.Point::batch).toArray();
    Optional<Double> e = host(family + "E");
    Optional<Double> w = host(family + "W");
    if (e.isPresent() && w.isPresent()) {
      lines.add(fit("E/n + w, " + name, e.get(), w.get(), sizes));
    }
    return lines;
  }

  private Optional<Double> host(String counter) {
    return records.stream()
        .filter(r -> r.id().contains(".HostPins.") && r.metric().equals(counter))
        .findFirst()
        .map(r -> r.interval().point());
  }

  private static BatchSeries fit(String name, double e, double w, int[] sizes) {
    List<BatchSeries.Point> points = new ArrayList<>();
    for (int n : sizes) {
      points.add(new BatchSeries.Point(n, Interval.exactly(e / n + w)));
    }
    return new BatchSeries(name, points, false);
  }

  private Optional<Price> price(String transport, int vcpus) {
    return report.prices().stream()
        .filter(p -> p.transport().equals(transport) && p.vcpus() == vcpus)
        .filter(p -> p.work().equals(WORK) && p.operation().equals("pin") && p.e().isPresent())
        .findFirst();
  }
}

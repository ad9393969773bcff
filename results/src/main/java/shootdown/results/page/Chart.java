package shootdown.results.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import shootdown.results.bench.BatchSeries;
import shootdown.results.run.Interval;
import shootdown.results.verdict.Words;

/// Cost against batch size, laid out for SVG: logarithmic sizes to the right, cost from zero
/// upwards.
///
/// Only geometry and words live here; the template writes the elements, so that every word is
/// escaped where it lands.
public record Chart(
    String title, String unit, List<Line> lines, List<Tick> xTicks, List<Tick> yTicks) {
  public static final int WIDTH = 720;
  public static final int HEIGHT = 320;
  static final int LEFT = 64;
  static final int RIGHT = 24;
  static final int TOP = 16;
  static final int BOTTOM = 48;

  private static final List<String> COLOURS =
      List.of("#c2571a", "#2f6fb3", "#3d8b57", "#8a5bb0", "#8c6d1f");
  private static final List<String> DASHES = List.of("none", "none", "7 4", "2 3", "9 3 2 3");

  /// A label at a place on an axis.
  public record Tick(double at, String label) {}

  /// A point with its interval, in pixels.
  public record Mark(double x, double y, double low, double high) {}

  /// A series with the way it is drawn; markers and dashes differ, so colour is never alone.
  public record Line(String name, String colour, String dash, boolean square, List<Mark> marks) {
    /// For the `points` attribute.
    public String path() {
      StringBuilder path = new StringBuilder();
      marks.forEach(m -> path.append(px(m.x())).append(',').append(px(m.y())).append(' '));
      return path.toString().strip();
    }
  }

  static Chart of(BatchSeries.Group group) {
    int[] batches =
        group.series().stream()
            .filter(series -> !series.flat())
            .flatMap(series -> series.points().stream())
            .mapToInt(BatchSeries.Point::batch)
            .distinct()
            .sorted()
            .toArray();
    double top =
        group.series().stream()
            .flatMap(series -> series.points().stream())
            .mapToDouble(point -> point.cost().high())
            .max()
            .orElse(1);
    Scale scale = new Scale(batches[0], batches[batches.length - 1], nice(top), 0);
    List<Line> lines = new ArrayList<>();
    for (BatchSeries series : group.series()) {
      int n = lines.size();
      lines.add(
          new Line(
              series.name(),
              COLOURS.get(n % COLOURS.size()),
              DASHES.get(n % DASHES.size()),
              n % 2 == 1,
              marks(series, batches, scale.shifted(6 * n - 3 * (group.series().size() - 1)))));
    }
    List<Tick> xTicks =
        IntStream.of(batches).mapToObj(b -> new Tick(scale.x(b), String.valueOf(b))).toList();
    List<Tick> yTicks =
        IntStream.rangeClosed(0, 4)
            .mapToDouble(i -> scale.top() * i / 4)
            .mapToObj(
                value ->
                    new Tick(
                        scale.y(value),
                        value == Math.rint(value)
                            ? Words.count((long) value)
                            : Words.number(value)))
            .toList();
    return new Chart(group.title(), group.unit(), lines, xTicks, yTicks);
  }

  private static List<Mark> marks(BatchSeries series, int[] batches, Scale scale) {
    if (series.flat()) {
      Interval cost = series.points().getFirst().cost();
      return IntStream.of(batches).mapToObj(b -> scale.mark(b, cost)).toList();
    }
    return series.points().stream().map(p -> scale.mark(p.batch(), p.cost())).toList();
  }

  /// The next 1, 2 or 5 times a power of ten.
  static double nice(double value) {
    if (value <= 0) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double step : new double[] {1, 2, 4, 5, 8}) {
      if (value <= step * power) {
        return step * power;
      }
    }
    return 10 * power;
  }

  /// Pixels, to a tenth.
  public static String px(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private record Scale(int first, int last, double top, double shift) {
    /// Marks of different series stand side by side.
    Scale shifted(double pixels) {
      return new Scale(first, last, top, pixels);
    }

    double x(int batch) {
      double span = Math.log(Math.max(2, (double) last / first));
      return shift
          + LEFT
          + 20
          + (WIDTH - LEFT - RIGHT - 40) * Math.log((double) batch / first) / span;
    }

    double y(double cost) {
      return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * cost / top;
    }

    Mark mark(int batch, Interval cost) {
      return new Mark(x(batch), y(cost.point()), y(cost.low()), y(cost.high()));
    }
  }
}

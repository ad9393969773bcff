package shootdown.results.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.apache.commons.statistics.descriptive.Median;
import org.apache.commons.statistics.descriptive.Quantile;
import shootdown.results.run.Interval;

/// 95 % intervals by hierarchical bootstrap: forks are drawn with replacement, then iterations
/// within each.
///
/// The statistic is the median over forks of each fork's median. Iterations of one fork are not
/// independent of each other, so an interval over the pooled iterations would be too narrow by far;
/// one over forks is honest, and with a handful of forks it is wide, as it should be. The generator
/// is seeded: the same data gives the same interval.
public final class Bootstrap {
  private static final int RESAMPLES = 4000;
  private static final long SEED = 20070717;
  private static final Median MEDIAN = Median.withDefaults();

  private final RandomGenerator random =
      RandomGeneratorFactory.of("Xoroshiro128PlusPlus").create(SEED);

  /// The interval of a counter: of a mean the mean over forks, whose rare long waits no median
  /// shows; of any other the median.
  ///
  /// @param metric its name; that of a mean ends in `Mean`
  public Interval of(String metric, List<List<Double>> forks) {
    if (!metric.endsWith("Mean")) {
      return of(forks);
    }
    double[][] data = arrays(forks);
    return interval(mean(data), () -> mean(resample(data)));
  }

  private static double mean(double[][] forks) {
    return Arrays.stream(forks)
        .mapToDouble(fork -> Arrays.stream(fork).average().orElse(Double.NaN))
        .average()
        .orElse(Double.NaN);
  }

  /// The interval of one measurement.
  ///
  /// @param forks scores, one list a fork; none of them empty
  public Interval of(List<List<Double>> forks) {
    double[][] data = arrays(forks);
    return interval(statistic(data), () -> statistic(resample(data)));
  }

  /// The ratio of two independent measurements.
  public Interval ratio(List<List<Double>> above, List<List<Double>> below) {
    double[][] numerator = arrays(above);
    double[][] denominator = arrays(below);
    return interval(
        statistic(numerator) / statistic(denominator),
        () -> statistic(resample(numerator)) / statistic(resample(denominator)));
  }

  /// Something of several independent measurements: `of` gets the median of each.
  public Interval of(List<List<List<Double>>> measurements, ToDoubleFunction<double[]> of) {
    List<double[][]> data = measurements.stream().map(Bootstrap::arrays).toList();
    return interval(
        of.applyAsDouble(data.stream().mapToDouble(Bootstrap::statistic).toArray()),
        () -> of.applyAsDouble(data.stream().mapToDouble(d -> statistic(resample(d))).toArray()));
  }

  private static Interval interval(double point, DoubleSupplier draw) {
    double[] draws = new double[RESAMPLES];
    for (int i = 0; i < RESAMPLES; i++) {
      draws[i] = draw.getAsDouble();
    }
    double[] ends = Quantile.withDefaults().evaluate(draws, 0.025, 0.975);
    return new Interval(point, ends[0], ends[1]);
  }

  private double[][] resample(double[][] forks) {
    double[][] drawn = new double[forks.length][];
    for (int i = 0; i < forks.length; i++) {
      double[] fork = forks[random.nextInt(forks.length)];
      drawn[i] = new double[fork.length];
      for (int j = 0; j < fork.length; j++) {
        drawn[i][j] = fork[random.nextInt(fork.length)];
      }
    }
    return drawn;
  }

  private static double statistic(double[][] forks) {
    double[] medians = new double[forks.length];
    for (int i = 0; i < forks.length; i++) {
      medians[i] = MEDIAN.evaluate(forks[i]);
    }
    return MEDIAN.evaluate(medians);
  }

  private static double[][] arrays(List<List<Double>> forks) {
    return forks.stream()
        .map(fork -> fork.stream().mapToDouble(Double::doubleValue).toArray())
        .toArray(double[][]::new);
  }
}
